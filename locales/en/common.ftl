## Said everywhere

more = Show more
show-all = Show all
card-rest = The rest, as it is now.
cancel = Cancel
close = Close
help = Help
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

problem-title = That did not work
sorry-title = Something broke here
sorry = Sorry: it was our mistake, not yours, and it is logged. If it happens again, tell your channel manager this reference: `{ $reference }`
sorry-kept = Sorry: it was our mistake, not yours, and it is logged. What you sent in a form is kept as a draft. If it happens again, tell your channel manager this reference: `{ $reference }`
no-database = The database does not answer right now, so nothing was done. Please try again in a minute.
sorry-typed = This is what you typed:
typed-restored = Restored: what you sent, { $at }, could not be done then.
already-received = This was received already; nothing was done twice.
answered-once = This was answered once already. The answer held a secret, which is kept nowhere; please ask again.
not-found = There is nothing here by that name, or it is not yours to see. Check the reference, or write `/deal list`.
not-allowed = Your role does not allow this. Write `/partner` to see what you can do.
stranger = I do not know you here yet.
too-many-tries = That was tried too often. Try again after { $until }.
too-much-at-once = That was a lot at once, so nothing was done yet. Please try again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.

waiting-title = One moment
waiting-words = This takes a little longer than usual. It will appear here.
saving-title = Saving
saving-words = We have it and are saving it. You will get a message when it is done; you may close this window.
answer-in-private = I have answered you in private.
write-in-person = I cannot answer you here. Please write to me in a private chat.
answer-waits = An answer waits here
answer-behind-button = I cannot write to you in private. Press the button: only you will see the answer.
answer-open = Show my answer
open-form-here = Press the button to open the form.
open-form = Open the form

closed-title = Not open to you any more
closed = What stood here is over, or in other hands now.
renewed-title = This card is out of date
renewed = The request that stood here is in a newer message.

## Fields

field-required = Please fill this in.
field-too-long = This is too long: at most { $limit } characters.
field-not-an-option = Please choose one from the list.

## Money and dates as people type them

money-ambiguous = This could be { $first } or { $second }. Please write it without a thousands separator, or with all its decimals.
money-unreadable = This is not understood as an amount. Write it like 12500 or 12,500.00 EUR.
money-not-positive = The amount must be more than zero.
money-too-precise = { $currency } has { $decimals ->
    [0] no decimals
    [one] { $decimals } decimal
   *[other] { $decimals } decimals
}. Please round the amount.
money-too-large = The amount is too large: at most { $limit }.
money-currency-not-allowed = { $given } is not accepted in this programme. Use one of: { $allowed }.
money-currency-missing = Which currency? Use one of: { $allowed }.
date-ambiguous = This could be { $first } or { $second }. Please pick the day, or write the month as a word.
date-unreadable = This is not understood as a date. Pick the day, or write it like 31 March 2027.
date-past = { $day } is in the past. Please pick a day to come.
date-too-far = { $day } is too far away. The latest possible day is { $latest }.
time-unreadable = This is not understood as a time of day. Write it like 22:00.
moment-ambiguous = This could be { $first } or { $second }. Say which, for example 5 pm or 05:00.
moment-past = { $given } is over. Say a time to come.
moment-unreadable = This is not understood as a day and a time. Write it like tomorrow at 9:00, Friday 14:30 or in 2 hours.
moment-without-hour = { $day } is understood, but not the time. Write both, like tomorrow at 9:00.
time-ambiguous = This could be { $first } or { $second }. Say which, for example 5 pm or 05:00.
zone-unknown = There is no such time zone. Start typing the name of a large city near you, such as Warsaw.

platform-slack = Slack
platform-teams = Microsoft Teams
platform-web = Web
signed-for = { $who } (for { $whom })
