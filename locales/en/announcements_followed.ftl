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
announcement-forgotten = { $title }. It began to leave on { $at }. Who got it is kept for a year, so its figures are not known any more, and it can be neither changed nor taken back.
announcement-count-audience = Audience
announcement-count-sent = Sent
announcement-count-failed = Failed
announcement-count-waiting = Waiting
announcement-count-skipped = Left out
announcement-count-uncertain = Being looked for
announcement-count-held = Nobody knows
announcement-pace = { $rate } in the last minute; done in about { $minutes } min.
announcement-later = { $count ->
    [one] { $count } of those that wait leaves later, on { $at }.
   *[other] { $count } of those that wait leave later, the first at { $at }.
}
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
announcement-leave = Leave it as it is
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
announcement-report-gathered = in a digest
announcement-report-skipped = left out

## Changed or taken back after it has left

announcement-edited = Edited { $at }
announcement-taken-back-title = This announcement was taken back
announcement-taken-back = Please disregard what stood here. It was taken back on { $at }.
announcement-revise = Edit everywhere
announcement-revise-title = Edit everywhere
announcement-revise-save = Edit everywhere
announcement-retract = Take back everywhere
announcement-retract-sure = Nobody else gets it, and everybody who has it reads in its place that it was taken back. This cannot be undone.
announcement-edit-waits = An edit waits for a second person. Until then everybody reads it as it is.
announcement-edited-in = The edit of { $at } is shown in { $count } of { $sent } copies.
announcement-taken-back-in = Taken back in { $count } of { $sent } copies, on { $at }.
announcement-not-edited = Could not be changed: { $names }.
announcement-not-edited-more = Could not be changed: { $names }, and { $more } more.
announcement-not-taken-back = Could not be removed: { $names }.
announcement-not-taken-back-more = Could not be removed: { $names }, and { $more } more.
announcement-asked-edit-title = Edit of { $ref }: { $title }
announcement-asked-edit = { $count ->
    [one] { $who } asks you to agree to other words in what { $count } recipient has. The preview shows them.
   *[other] { $who } asks you to agree to other words in what { $count } recipients have. The preview shows them.
}
announcement-edit-agree = Edit everywhere
announcement-edit-was-sent = The edit is on its way to everybody who has the announcement.
announcement-edit-was-not-sent = The edit was not made: everybody reads it as it was.

## Acknowledging

announcement-asks = Readers are asked to acknowledge it
announcement-asks-no = No
announcement-asks-yes = Yes, by a button
announcement-acknowledge = I have read this
announcement-acknowledged-at = You acknowledged this on { $at }.
announcement-reminder = Reminder: { $title }
announcement-acknowledged-people = Acknowledged by { $count } of { $asked } people ({ $rate } %).
announcement-acknowledged-partners = Acknowledged at { $count } of { $asked } partners ({ $rate } %), by { $people ->
    [one] one person.
   *[other] { $people } people.
}
announcement-reminders-coming = { $count ->
    [one] A reminder is on its way to { $count } of them.
   *[other] Reminders are on their way to { $count } of them.
}
announcement-remind = Remind the others ({ $count })
announcement-remind-title = Remind
announcement-remind-sure = { $count ->
    [one] { $count } has not acknowledged it yet and is told once more. Nobody else is.
   *[other] { $count } have not acknowledged it yet and are told once more. Nobody else is.
}

## Refusals

announcement-not-begun = It has not begun to leave yet.
announcement-paused = The announcement was paused. It goes when somebody lets it go on.
announcement-cancelled = The announcement was cancelled before this copy had left.
announcement-not-yours = This is for the partner’s own people, and nothing was noted for you. Whoever wrote it can tell you more.
announcement-long-ago = This was announced more than a year ago, and to whom is not kept for longer. Nothing is noted any more; there is nothing for you to do.
announcement-gathered = { $count ->
    [one] { $count } of those sent was told in a daily digest.
   *[other] { $count } of those sent were told in a daily digest.
}

## As files

announcement-copies = Every copy as a file
announcement-file-comes = The file comes by itself in our private chat.
announcement-file-copies = copies
announcement-file-unreached = unreached
announcement-author-left = { $who }, who wrote it, may not announce any more: the administrators follow it.
