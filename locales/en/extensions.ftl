extension-title = More time
extension-send = Ask
extension-intro = { $ref } is protected until { $until }.
extension-until = Protected until
extension-hint = At the same time of day as now, { $last } at the latest.
extension-words = How it stands, and why it takes longer
extension-waits = More time for this deal was asked for already, and waits for a decision.
extension-days = Choose a day from after { $first } to { $last }.
extension-asked-title = More time asked for: { $ref }
extension-asked = { $deciders } will decide whether it is protected until { $until }. Nothing changes before that: it is protected until { $now }.
extension-no-decider = We are finding the right manager to decide whether it is protected until { $until }; the administrators have been told. Nothing changes before that: it is protected until { $now }.
extension-request-title = More time? { $customer }
extension-request-lead = { $partner } · until { $until }
extension-fact-asked = Asked for
extension-fact-by = Asked by
extension-fact-words = How it stands
extension-fact-granted = So far
extension-granted = { $count ->
    [0] Never extended
    [one] Extended { $count } time
   *[other] Extended { $count } times
}
extension-decided-title = { $step ->
    [extend] Extended: { $customer }
   *[keep-time] Not extended: { $customer }
}
extension-decided = { $step ->
    [extend] Your deal with { $customer } ({ $ref }) is protected for longer, until { $until }.
   *[keep-time] Your deal with { $customer } ({ $ref }) is not protected until { $until }, as was asked. It stays protected as long as before.
}
