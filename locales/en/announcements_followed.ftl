## Announcements on their way: what their author follows

announcement-progress = { $stands ->
    [draft] { $ref } is a draft
    [waiting] { $ref } waits for somebody else to send it
    [scheduled] { $ref } will be sent
    [sending] { $ref } is being sent
    [paused] { $ref } is paused
    [cancelled] { $ref } was cancelled
    [sent] { $ref } has been sent
   *[retracted] { $ref } was taken back
}
announcement-progress-of = { $sent } of { $audience } sent: { $title }
announcement-count-audience = Audience
announcement-count-sent = Sent
announcement-count-failed = Failed
announcement-count-waiting = Waiting
announcement-count-skipped = Left out
announcement-count-uncertain = Being looked for
announcement-count-held = Nobody knows
announcement-pace = { $rate } in the last minute; done in about { $minutes } min.
announcement-later = { $count } of those that wait leave later, the first at { $at }.
announcement-failed-since = { $count ->
    [one] { $count } failed. { $why }
   *[other] { $count } failed. { $why }
}
announcement-failed-named = Did not get it: { $names }.
announcement-failed-named-more = Did not get it: { $names }, and { $more } more.
announcement-unsure = Nobody knows yet whether it arrived at: { $names }.
announcement-unsure-more = Nobody knows yet whether it arrived at: { $names }, and { $more } more.
announcement-pause = Pause
announcement-resume = Go on
announcement-cancel = Cancel
announcement-cancel-sure = { $count ->
    [one] { $count } copy has not left yet, and never will. Who has it already, keeps it.
   *[other] { $count } copies have not left yet, and never will. Who has it already, keeps it.
}
announcement-retry = Try the failed again ({ $count })
announcement-refresh = Refresh

## The report as a table

announcement-report-partner = partner
announcement-report-name = name
announcement-report-email = e-mail
announcement-report-platform = platform
announcement-report-state = state
announcement-report-reason = reason
announcement-report-hint = what happened
announcement-report-at = at
announcement-report-pending = waiting
announcement-report-sending = leaving now
announcement-report-sent = sent
announcement-report-failed = failed
announcement-report-uncertain = nobody knows yet
announcement-report-retracted = taken back
announcement-report-gathered = left out
announcement-report-skipped = left out

## Refusals

announcement-not-begun = It has not begun to leave yet.
announcement-paused = The announcement was paused. It goes when somebody lets it go on.
announcement-cancelled = The announcement was cancelled before this copy had left.
