digest-title = Requests that wait for you
digest-why = You chose to get requests together. What must be answered soon comes at once. `/partner settings` changes it, and `/approvals` shows the list at any time.
together-title = { $count ->
    [one] { $count } more message for you
   *[other] { $count } more messages for you
}
together-why = You get only so many messages a day; the others come together, in this one.
together-at = from { $at }
together-open = Open
