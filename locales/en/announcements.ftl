## Announcements: writing

announcement-form-title = Announcement
announcement-form-save = Save draft
announcement-title-in = Title ({ $language })
announcement-body-in = Text ({ $language })
announcement-body-hint = At most { $limit } characters, the title { $title }. Leave both empty where you do not write this language.
announcement-marks = In the text you can write { $bold } for bold, { $italic } for italic and { $code } for code.
announcement-marks-links = In the text you can write { $bold } for bold, { $italic } for italic, { $code } for code and { $link } for a link. Links may lead to { $domains }.
announcement-of = Announcement { $ref }
announcement-state = State
announcement-state-is = { $stands ->
    [draft] Draft
    [waiting] Waits for somebody else to send it
    [scheduled] Will be sent
    [sending] Being sent
    [paused] Paused
    [cancelled] Cancelled
    [sent] Sent
   *[retracted] Retracted
}
announcement-languages = Written in
announcement-changed-at = Changed
announcement-missing-blocks = Not written yet: { $languages }. It cannot be sent to anybody who reads these.
announcement-missing-falls-back = Not written: { $languages }. Who reads these gets it in a language that is.
announcement-edit = Edit
announcement-preview = Preview
announcement-test = Send to myself
announcement-duplicate = Duplicate
announcement-new = New announcement
announcement-open = Open
announcement-back = Back to the draft
announcement-tested = A copy is on its way to you, as its readers will get it.
announcement-preview-of = Preview of { $ref }, { $language }. Only you see it.
shown-as-written = { $platforms } will show all of it as it was written, in each language.
shown-otherwise = { $loss ->
    [title] In { $platform } the title is cut at its end ({ $languages }).
    [text] In { $platform } a paragraph is cut at its end ({ $languages }).
    [label] In { $platform } what stands on a button is cut at its end ({ $languages }).
    [later] In { $platform } the end stands behind a button ({ $languages }).
    [still] In { $platform } a picture that moves stands still ({ $languages }).
   *[code] In { $platform } code looks like the rest of the text ({ $languages }).
}
announcements-title = My announcements
announcements-none = You have not written any yet.
announcements-count = { $count ->
    [one] { $count } announcement, the last changed first.
   *[other] { $count } announcements, the last changed first.
}
announcement-row = { $ref }. { $stands ->
    [draft] Draft
    [waiting] Waits for somebody else to send it
    [scheduled] Will be sent
    [sending] Being sent
    [paused] Paused
    [cancelled] Cancelled
    [sent] Sent
   *[retracted] Retracted
}, changed { $at }

announcement-picture = Picture
announcement-picture-note = Without an address there is no picture. PNG, JPEG or GIF, for Teams at most 1 MB and 1024 × 1024 pixels. Send it to yourself to see that it can be fetched.
announcement-picture-is = Picture: { $url }
announcement-alt-in = What it shows, in words ({ $language })
announcement-address = Address
announcement-address-hint = Begins with https:// and leads to { $domains }.
announcement-link-add = Add a button
announcement-link-note = The button leads to an address. There can be five of them.
announcement-link-remove = Remove
announcement-opens-add = Document or training
announcement-opens = It opens
announcement-opens-document = a document
announcement-opens-training = a training
announcement-opens-target = Which one
announcement-opens-target-hint = A part of the document’s or the training’s name, or a number such as F-7K3QX.
announcement-opens-note = Each reader opens it with their own rights: who may not see it reads that, and nothing more.
announcement-act-document = Open the document
announcement-act-training = See dates and register
announcement-label-in = What stands on it ({ $language })

## For whom, and when

announcement-next = Next: for whom
announcement-who = For whom
announcement-who-title = For whom
announcement-who-next = Next
announcement-who-to = Send to
announcement-to-channels = Partners' channels
announcement-to-people = Partners' people
announcement-who-partners = Partners
announcement-who-tiers = Tiers
announcement-who-regions = Regions
announcement-who-countries = Countries
announcement-who-languages = Languages
announcement-who-types = Partner types
announcement-who-products = Products that they have registered
announcement-who-activity = Activity
announcement-who-certificates = Certificates, valid ones
announcement-who-several = Several are separated by commas; empty means all.
announcement-who-none = Choose as many as you like; none means all.
announcement-who-more = { $names }, and { $more } more
announcement-any = All
announcement-activity-active-30 = Have registered a deal in the last 30 days
announcement-activity-active-90 = Have registered a deal in the last 90 days
announcement-activity-idle-90 = Have registered none for 90 days
announcement-activity-idle-180 = Have registered none for 180 days
announcement-when = When
announcement-when-title = When
announcement-when-save = Next
announcement-when-way = When does it go?
announcement-when-now = As soon as it is sent
announcement-when-at = At one moment, the same for everybody
announcement-when-morning = At 09:00 by each reader's own clock
announcement-when-day = Day
announcement-when-day-hint = For 09:00 by each reader's clock, the day; empty means the next morning.
announcement-when-moment = Hour, or moment
announcement-when-moment-hint = “14:30” on the day above, or alone “tomorrow at 9”. Your clock: { $place }.
announcement-when-urgent = Why it cannot wait
announcement-when-urgent-hint = Only where it is to go in quiet hours and on days off as well.
announcement-goes = Goes
announcement-goes-now = As soon as it is sent
announcement-goes-morning = At 09:00 by each reader's own clock
announcement-goes-morning-of = At 09:00 by each reader's own clock, { $day }; where that is over when it is sent, the next day
announcement-urgent = Urgent

## Whom it reaches

announcement-reachable = Reached
announcement-deferred = Reached later, in working hours
announcement-unreached = Not reached
announcement-samples = For example { $names }.
announcement-missed = Not reached are, for example, { $names }.
announcement-why-no-channel = { $count ->
    [one] { $count } partner has no linked channel.
   *[other] { $count } partners have no linked channel.
}
announcement-why-no-account = { $count ->
    [one] { $count } person has not come in yet.
   *[other] { $count } people have not come in yet.
}
announcement-why-no-app = { $count ->
    [one] { $count } is in a workspace or chat from which Tandem was taken out.
   *[other] { $count } are in workspaces or chats from which Tandem was taken out.
}
announcement-why-no-address = { $count ->
    [one] { $count } is in a Teams tenant from which nobody has written to Tandem yet.
   *[other] { $count } are in Teams tenants from which nobody has written to Tandem yet.
}
announcement-why-archived = { $count ->
    [one] { $count } channel is archived.
   *[other] { $count } channels are archived.
}
announcement-why-deleted = { $count ->
    [one] { $count } channel was deleted.
   *[other] { $count } channels were deleted.
}
announcement-why-removed = { $count ->
    [one] Tandem was taken out of { $count } channel.
   *[other] Tandem was taken out of { $count } channels.
}
announcement-why-unshared = { $count ->
    [one] The partner is no longer in { $count } channel.
   *[other] The partner is no longer in { $count } channels.
}
announcement-why-others = { $count ->
    [one] In { $count } channel there are people of another partner.
   *[other] In { $count } channels there are people of another partner.
}

## Sending

announcement-send = Send
announcement-send-sure = { $count ->
    [one] It goes to { $count } recipient. You can take it back for 60 seconds.
   *[other] It goes to { $count } recipients. You can take it back for 60 seconds.
}
announcement-send-sure-later = { $count ->
    [one] It goes to { $count } recipient on { $at }. You can take it back until shortly before.
   *[other] It goes to { $count } recipients on { $at }. You can take it back until shortly before.
}
announcement-look-again = { $count ->
    [one] It reaches { $count } recipient by now, not the number that you read before. Nothing was sent: look at it once more.
   *[other] It reaches { $count } recipients by now, not the number that you read before. Nothing was sent: look at it once more.
}
announcement-look-again-second = { $count ->
    [one] It reaches { $count } recipient by now, and to so many a second person sends it. Nothing was sent: look at it once more.
   *[other] It reaches { $count } recipients by now, and to so many a second person sends it. Nothing was sent: look at it once more.
}
announcement-ask = Have it sent
announcement-alone = Send in an emergency
announcement-alone-title = Emergency
announcement-alone-lead = It goes without a second person. All administrators are told at once, with your reason.
announcement-alone-reason = Why nobody else can send it
announcement-take-back = Take it back
announcement-asked-title = Announcement { $ref }: { $title }
announcement-asked = { $count ->
    [one] { $who } asks you to send it to { $count } recipient.
   *[other] { $who } asks you to send it to { $count } recipients.
}
announcement-was-sent = It was sent; for 60 seconds you can take it back.
announcement-was-sent-for = You can take it back until { $at }.
announcement-was-not-sent = It was not sent, and is a draft again.
announcement-was-back = Nobody has got it: it did not go, and is a draft again.
announcement-was-void = Whoever had agreed to it may not do so any more. Others are asked.
announcement-sent-alone-title = Announcement { $ref } in an emergency
announcement-sent-alone = { $who } has sent it without a second person.
announcement-undo-until = Nobody gets it before { $until }. Until then you can undo it.
announcement-undecidable = Nobody who could send it, or agree to the edit, can be told at the moment: they have not come in yet, or Tandem does not reach them. It waits. Ask them yourself, or take it back; whoever becomes a director or an administrator is asked at once.
announcement-waits-no-more = It does not wait for anybody any more.
announcement-withheld-title = Announcement { $ref } is held up
announcement-withheld = { $who } wrote it. Whoever has sent it may not do so any more, and so what had not left by then waits. Look at it, and let it go on or cancel it.
announcement-given-back-title = Announcement { $ref } has not gone
announcement-given-back-grown = When its time came it would have reached more than were agreed to: so many more, or so many that a second person has to send it. It is a draft again: look at whom it reaches now, and send it once more.
announcement-grown = New since then: { $names }.
announcement-grown-more = { $more ->
    [one] New since then: { $names }, and at { $more } more partner.
   *[other] New since then: { $names }, and at { $more } more partners.
}
announcement-given-back-nobody = When its time came there was nobody any more whom it would have reached. It is a draft again: choose for whom it is, and send it once more.
announcement-given-back-language = When its time came some of its readers read a language in which it is not written, and the programme sends nothing then. It is a draft again: write it in that language too, and send it once more.
announcement-given-back-sender = Whoever had sent it, or agreed to it, may not do so any more, and that was seen only when its time came. It is a draft again: choose when it goes, and send it once more.
announcement-given-back-link = When its time came a link, a button or its picture led to a domain that the programme does not name any more. It is a draft again: change it, and send it once more.
announcement-given-back-opens = When its time came, the document or the training that one of its buttons opens was not kept or offered any more. It is a draft again: take the button away, and send it once more.
announcement-asked-again-title = Announcement { $ref } waits again
announcement-asked-again = It was to go later. Whoever had sent it, or agreed to it, may not do so any more, so it does not go by itself: others are asked now, and it goes at its time when one of them sends it before. You can take it back.
announcement-shrunk = Fewer than when it was agreed to: { $names }.
announcement-shrunk-more = { $more ->
    [one] Fewer than when it was agreed to: { $names }, and at { $more } more partner.
   *[other] Fewer than when it was agreed to: { $names }, and at { $more } more partners.
}
announcement-given-back-left = { $who }, who wrote it, may not announce any more. It is a draft again, and nobody has got it. Whoever is to write instead can make a new one by /announce.
announcement-titled = Title

## Refusals

announcement-way = A day or an hour is given below that does not count with this choice. Choose “At one moment, the same for everybody”, or empty the field.
announcement-moment-past = The moment it was to go, { $given }, is over. Its author has to choose another.
announcement-day-past = The morning on which it was to go, { $day }, is over. Its author has to choose another.
announcement-empty = Write a title and a text in at least one language.
announcement-too-long = This has { $count } characters; at most { $limit } are possible. Please shorten it.
announcement-link = { $given } is not allowed here: links may lead to { $allowed } only, and begin with https.
announcement-no-links = { $given } is not allowed here: the programme names no domains that links may lead to. An administrator can do so.
announcement-changed = It was changed meanwhile. Look at how it is now (/announce list), then try again.
announcement-grown-since = By now it would go to { $count } recipients; its author asked to have it sent to { $asked }. Nothing was sent. Reject it, or ask its author to take it back, look at it and have it sent once more.
announcement-not-now = That is not possible with this announcement any more. Open it (/announce list) to see how it stands.
announcement-unknown-name = “{ $given }” is not known here. Check how it is written; several are separated by commas.
announcement-nobody = It reaches nobody as it is. Change for whom it is.
announcement-nobody-to-send = It goes to many, and there is no other director or administrator who could send it and can be told. Send it to fewer.
announcement-language = Some of those it goes to read { $languages }, in which it is not written. Write it, or choose for whom it is.
announcement-words = Write what it says, in at least one language.
announcement-picture-type = Slack and Teams do not show a picture of the type { $given }. Give the address of a PNG, JPEG or GIF.
announcement-alt-missing = Say in words what the picture shows, in at least one language: some readers do not see it.
announcement-buttons = There are { $limit } buttons already; remove one first.
announcement-unknown-document = There is no document “{ $given }” that you can read. Look it up by /docs.
announcement-unknown-course = There is no training “{ $given }” that is open, or several are called so. Write its key.
announcement-opens-nothing = What its button opens, { $given }, is not kept or offered any more. Take the button away, or put another in its place, then send it.
announcement-document-not-yours = This document is not open to you, or is not kept any more. Whoever wrote the announcement can tell you more.
announcement-course-not-yours = This training is not offered to you, or not any more. Whoever wrote the announcement can tell you more.
