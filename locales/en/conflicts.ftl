## Whether two names are one customer's

conflict-question = Is “{ $theirs }” the same customer as “{ $ours }”?
conflict-same = The same
conflict-not-same = Not the same
conflict-said = { $evidence ->
    [said] “{ $theirs }” and “{ $ours }” are one customer, a manager said.
   *[apart] “{ $theirs }” and “{ $ours }” are two customers, a manager said.
}
conflict-unsay = Take this back
