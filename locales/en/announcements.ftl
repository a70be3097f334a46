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
announcement-languages = Languages
announcement-changed-at = Changed
announcement-missing-blocks = Not written yet: { $languages }. It cannot be sent before it is.
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

## Refusals

announcement-empty = Write a title and a text in at least one language.
announcement-too-long = This has { $count } characters; at most { $limit } are possible. Please shorten it.
announcement-link = { $given } is not allowed here: links may lead to { $allowed } only, and begin with https.
announcement-no-links = { $given } is not allowed here: the programme names no domains that links may lead to. An administrator can do so.
announcement-changed = It was changed meanwhile. Look at how it is now, then try again.
announcement-not-now = That is not possible with this announcement any more. Open it to see how it stands.
