## What one has to do

training-title = Training
training-to-do = { $count ->
    [one] You have { $count } course to do.
   *[other] You have { $count } courses to do.
}
training-late = { $count ->
    [one] { $count } course is overdue.
   *[other] { $count } courses are overdue.
}
training-nothing = There is nothing for you to do at the moment.
training-won = What you have finished:
training-calendar = Calendar
training-team = Team
training-mine = My training
training-choose = Choose a date
training-look = Look
training-done = Done
training-cannot = Can’t come
training-register = Register
training-change = Change to this

## How one stands with a course

training-open = To do, by no fixed day
training-due = To do by { $day }
training-overdue = Should have been done by { $day }
training-seat = You have a seat: { $at }
training-moved-away = The session in which you had a seat is cancelled. Choose another date.
training-offered = You can take this course.
training-valid = Done; the certificate does not end.
training-valid-until = Done; the certificate is valid until { $day }.
training-ended = The certificate ended on { $day }.

## A course

training-due-on = Due
training-lasts = Length
training-led-by = Led by
training-minutes = { $count } min
training-product = Product
training-mandatory = Mandatory
training-yes = Yes
training-module = Open the module
training-meeting = Join the meeting
training-recording = Watch the recording
training-sessions = Dates, by your own clock:
training-no-session = No date is set yet.
training-is-full = Full
training-seats = Seats left: { $count }

## What has just happened

training-registered = You are registered for { $at }. A file for your calendar comes by itself.
training-freed = Your seat is free for somebody else.
training-won-now = Done, and noted.
training-full-now = This session is full. These are the next ones.
training-full-none = This session is full, and no other one is planned yet.

## The calendar

training-calendar-title = Training calendar
training-coming = { $count ->
    [one] { $count } session is to come.
   *[other] { $count } sessions are to come.
}
training-no-sessions = No session is planned at the moment.
training-seats-at = { $at }. Seats left: { $count }
training-full-at = { $at }. Full
training-yours-at = { $at }. You have a seat.
training-zone = All hours are those of { $place }.

## A team

training-team-of = Training of { $partner }
training-team-title = Training of the partners
training-partners = { $count ->
    [one] { $count } partner
   *[other] { $count } partners
}
training-no-courses = There are no courses yet.
training-far = To do: { $todo }, overdue: { $late }. Certificates: { $valid }, ending soon: { $ending }.

## Reminders

training-again = Later
training-again-at = I will remind you again: { $at }
training-comes = Your session comes up: { $at }
training-soon = Your session begins soon: { $at }
training-is-due = This is to be done by the end of { $day }.
training-ends = Your certificate counts until the end of { $day }. Renew it in time.
training-moved = Your session begins at { $at }: its hour, length or link has changed, or it takes place after all.
training-cancelled = Your session is cancelled.
training-no-later = There is too little time left to be reminded again. Register or open it now from this card.

## What was refused

training-changed = Somebody else has changed this meanwhile. Look at `/training` again.
training-over = This session has begun, or was cancelled. `/training calendar` shows what is to come.
training-not-yet = It can be marked as done once the session has begun.
training-reminder-over = The reminder would have come too late: what it is about is over, done, moved or given up. Nothing was sent.
training-no-course = There is no course for this product at the moment. Ask whoever looks after you.

## Renewing

training-renew = Renew
training-renew-module = Open the module, and press “Done” when you have finished it.
training-renew-later = It is among what you have to do. Choose a date once there is one with a seat left.

## Attendance

training-code-enter = Enter the code
training-code-title = You are in a session
training-code-submit = Send
training-code-label = Code
training-code-hint = Six letters and digits that are said in the session.
training-code-wrong = No session that you may attend goes by this code now. Listen again: it counts from a quarter of an hour before the session until half an hour after it.
training-attended = You were there: noted.
training-attendance = Attendance
training-attendance-lead = Sessions of the last two weeks, and until tomorrow:
training-attendance-none = No session was held in the last two weeks, and none comes until tomorrow.
training-leads-none = You lead no session of these days. Who was there is noted by whoever leads it, and by those who run training.
training-session-at = { $at }
training-session-off = { $at }. Cancelled
training-there = Were there
training-unmarked = Not marked yet
training-code-say = Say the code in the session. Who is there types `/training code` and the code, from { $since } until { $until }.
training-absent = Was not there
training-absent-sure = They lose their seat in this session. The course stays to be done where it was assigned.
training-all-there = All these were there
training-all-there-sure = { $count ->
    [one] { $count } person gets the course marked as done, with a certificate. That cannot be undone.
   *[other] { $count } people get the course marked as done, with a certificate. That cannot be undone.
}

## Certificates that end soon

training-lapsing = Certificates that end
training-lapsing-count = { $count ->
    [0] No certificate ends within sixty days.
    [one] { $count } certificate ends within sixty days, or has ended lately.
   *[other] { $count } certificates end within sixty days, or have ended lately.
}
training-lapsing-row = { $partner }: { $course }, valid until { $day }
training-remind-all = Remind them all
training-remind-sure = { $count ->
    [one] { $count } person gets one message, outside their quiet hours. Who was reminded of a certificate before is not reminded of it again.
   *[other] { $count } people get one message each, outside their quiet hours. Who was reminded of a certificate before is not reminded of it again.
}
training-reminded = Reminded now: { $count }. Reminded before: { $before }.
training-has-lapsed = Your certificate ended on { $day }. Whoever looks after you asks you to renew it.
training-lapses = Your certificate is valid until { $day }. Whoever looks after you asks you to renew it in time.
training-holders = { $count ->
    [0] asked for by the tier; nobody has it
    [one] asked for by the tier; { $count } person has it
   *[other] asked for by the tier; { $count } people have it
}

## Files for the calendar

training-file = As a file
training-file-about = Training of { $programme }. “/training” shows it, and gives the seat back.
training-no-seats = You have no seat in a session to come. `/training calendar` shows what there is.

## Reminders for oneself

training-own-title = Reminder
training-own-understood = { $day }: { $at }. Is that what you mean?
training-own-about = About: { $what }
training-own-skipped = The clocks skip that hour on that day: it is the first moment after it.
training-own-twice = The clocks show that hour twice on that day: it is the first time.
training-own-keep = Yes, remind me
training-own-drop = Not needed
training-own-kept = I will remind you: { $at }
training-own-now = You wanted to be reminded: { $at }
training-own-hour = In an hour
training-own-day = Tomorrow
training-own-gone = Nothing more comes of this reminder.
training-own-count = { $count ->
    [0] You have asked for no reminder.
    [one] You have asked for { $count } reminder.
   *[other] You have asked for { $count } reminders.
}
training-own-how = Type for instance `/training remind friday 9:00 about module 2`.
training-own-too-many = You have { $limit } reminders to come already. `/training remind` shows them.
