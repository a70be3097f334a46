several-offer = Approve all without conflict
several-title = { $count ->
    [one] Approve { $count } request?
   *[other] Approve { $count } requests at once?
}
several-lead = None of them collides with another deal. Each gets a decision of its own; what changes meanwhile is left out.
several-left = { $count ->
    [one] { $count } more waits for the next time: at most 25 go together.
   *[other] { $count } more wait for the next time: at most 25 go together.
}
several-count = Requests
several-total = In total
several-approve = Approve these
several-back = What waits
several-nothing = Nothing here can be approved together: each request collides with another deal, waits for an answer, or needs a choice. Please look at them one by one.
several-done = { $count ->
    [0] Nothing was approved
    [one] { $count } request approved
   *[other] { $count } requests approved
}
several-skipped = { $count ->
    [0] None was left out.
    [one] { $count } was left out; here is why.
   *[other] { $count } were left out; here is why.
}
several-others = { $count ->
    [one] { $count } of them needs somebody else’s yes as well.
   *[other] { $count } of them need somebody else’s yes as well.
}
several-changed = It has changed since you saw it. Please look at it by itself.
several-conflict = By now it collides with another deal. Please look at it by itself.
