# Documents: the catalogue, what can be found in it, and who looks after it.

document-changed = The document has changed meanwhile. Open it again and repeat the change.
document-key-taken = Another document has this key already. Choose another key, or change that document.

document-bomb = This file unpacks to much more than it seems to hold, so it was not opened. Save it again without what is embedded in it.
document-empty = This file is empty. Choose another one.
document-encrypted = This file has a password, so nobody could search in it. Save it without the password.
document-macros = This file holds macros, or something that runs or is fetched when it is opened. Save it without them, for example as a PDF.
document-no-right-to-files = I may not read files in this workspace yet. Ask whoever installed Tandem to install it again, which adds that permission; then drop the file once more.
document-not-fetched = I could not fetch this file. Drop it again; if it happens again, tell an administrator of the programme.
document-not-kept = This file could not be kept: where Tandem keeps files nothing can be written right now, perhaps for want of room. Nothing was added. Drop it again later; if it happens again, tell an administrator of the programme.
document-too-heavy = Reading this file takes too much time or memory. Save it in a simpler form, or split it.
document-too-large = This file is larger than 25 MB. Split it, or make its pictures smaller.
document-type-unknown = This kind of file cannot be read. Save it as PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), HTML, Markdown or plain text.
document-unreadable = This file is damaged and cannot be read. Save it again, or export it as a PDF.

documents-title = Documents
documents-count = { $count ->
    [one] There is one document for you.
   *[other] There are { $count } documents for you.
}
documents-none = There is no document for you yet.
documents-how = `/docs prices` looks for words in them.
documents-all = All documents
documents-found-title = Documents: { $words }
documents-found = { $count ->
    [one] One document answers.
   *[other] { $count } documents answer, the best one first.
}
documents-found-none = Nothing for these words.
documents-nearest = Perhaps you meant one of these:
documents-none-hint = Try fewer or other words, a product, or a number.
documents-other-languages = There is nothing about it in your language ({ $language }); this is what there is in others.
document-row = { $languages }, version { $number } ({ $at }), { $size }
document-row-sentence = “{ $sentence }” { $languages }, version { $number } ({ $at }), { $size }
document-open = Open
document-type-text = Text
document-size-kb = { $type }, { $count } kB
document-size-mb = { $type }, { $count } MB
document-kind = Kind
document-kind-price-list = Price list
document-kind-datasheet = Data sheet
document-kind-brochure = Brochure
document-kind-presentation = Presentation
document-kind-guide = Guide
document-kind-contract = Contract
document-kind-policy = Policy
document-kind-training = Training material
document-kind-other = Other
document-product = Product
document-version = Version
document-version-is = { $number }, counts since { $at }
document-languages = Language
document-file = File
document-customers = For customers
document-customers-yes = You may pass it on to customers.
document-customers-no = For you only, not for customers.
document-note = What changed
document-verified = Verified by its owner.
document-verified-until = Verified by its owner; the next review is on { $at }.
document-unverified = Not verified: its review is due, and the owner has been asked.
document-no-text = It holds no text that can be shown here.
document-cut = This is how it begins.
document-history = Versions
document-history-count = { $count ->
    [one] One version.
   *[other] { $count } versions, the newest one first.
}
document-version-row = Version { $number } ({ $at }): { $validity ->
    [current] this one counts
    [coming] will count from then on
    [superseded] superseded
    [waiting] waits for approval
   *[rejected] rejected
}
document-no-note = Nobody has written what changed.
document-due-title = Is it still right? { $title }
document-due = The review of { $ref } is due, so it is no longer marked as verified. Look at it and say whether it is still right.
document-kept = { $ref } stands in the catalogue and is verified.
document-retired = { $ref } was taken out of the catalogue on { $at }. Nobody finds it any more.
document-verify = Still right
document-retire = Retire
document-retire-sure = Nobody will find “{ $title }” any more. You can bring it back.
document-bring-back = Bring it back
document-from = Counts from
document-approval-title = New version of { $title }
document-approval-lead = Version { $number } of { $ref }, for which { $owner } answers. Partners read it once you approve it.
document-approved = Version { $number } of { $ref } counts: { $by } approved it.
document-rejected = Version { $number } of { $ref } does not count: { $by } rejected it. The one before stays in force.
document-not-given = It is to be read here only; the file itself is not meant for you.
document-renewed-title = A new version of { $title }
document-renewed = Version { $number } has counted since { $at }. You opened version { $seen }.
document-renewed-note = What changed in version { $number }
document-add = Add to the catalogue
document-add-title = Add to the catalogue
document-add-submit = Add
document-title = Title
document-choose-kind = Kind
document-choose-language = Language
document-choose-view = Who may read it
document-choose-customers = For customers
document-choose-region = Region (empty: all)
document-choose-product = Product
document-view-owner = Only you and the admins
document-view-vendor = The vendor’s people
document-view-partner-admins = Partners’ administrators too
document-view-partners = All people of the partners
document-dropped = { $weight }. What shall I do with this file? It waits for a day.
document-near = { $ref } is called nearly so.
document-renew = New version
document-renew-title = New version
document-renew-of = This file becomes the new version of { $title } ({ $ref }). Whoever opened the one before hears what has changed.
document-taken = { $ref } stands in the catalogue: version { $number } counts from now on.
document-taken-waits = { $ref } is in the catalogue: version { $number } counts once it is approved.
document-drop-over = This file is in the catalogue already, or it has waited for longer than a day. If it is still needed, drop it again.
document-added-before = You have added this file before. To make it the version that counts again, drop it once more and press "New version" beside its document; one that was taken out is brought back there first.
document-same = The version that counts is this very file, so there is nothing to renew.
document-useful = It was useful
document-useless = It was not
document-useful-thanks = Thank you. It is counted, without your name: useful.
document-useless-thanks = Thank you. It is counted, without your name: of no use.
documents-usage = How the documents are used
documents-usage-in = How the documents are used: { $region }
documents-usage-all = All regions
documents-usage-how = { $days ->
    [one] By partners’ people, in the last day.
   *[other] By partners’ people, in the last { $days } days.
}
documents-usage-none = Nothing.
documents-most = Opened by the most people
documents-used = { $people ->
    [one] One person
   *[other] { $people } people
}, opened { $times ->
    [one] once
   *[other] { $times } times
}; useful to { $useful }, of no use to { $useless }
documents-unused = { $count ->
    [one] One document that nobody opened
   *[other] { $count } documents that nobody opened
}
documents-missing = Looked for in vain
documents-gap = { $region }: { $partners ->
    [one] one partner
   *[other] { $partners } partners
}, { $times ->
    [one] once
   *[other] { $times } times
}
document-undecidable = Version { $number } of { $ref } waits for an approval, and nobody but its owner could give it, or nobody who could can be told. Give somebody else the role of a director or of an administrator; they are asked then.
document-decided = Version { $number } of { $ref } was decided upon.
document-ask = Ask its owner
document-question = Document
document-question-about = About the document: { $title }
document-question-offer = Is this a question about the document?
document-question-sent = Its owner reads it. The answer comes to you here, in private. It is about: { $title }
documents-plainly = I looked for these words in the documents. For anything else, see what I can do.
document-how-to-get = Write `/docs { $ref }` to Tandem to get it in private.
document-named = Version { $number } is in the catalogue ({ $weight }).
document-not-for-channel = Not all who read this channel may have this document, so it was not shared there.
document-not-shared = It did not certainly arrive in { $name }, where the people of { $partner } read.
document-not-shared-again = Once that is settled, share it again: nothing goes there by itself.
document-not-shared-over = It was taken out of the catalogue meanwhile, or no version of it counts any more.
document-not-shared-title = { $title } was not shared
document-not-shared-unlinked = It did not arrive: the channel is not linked to { $partner } any more.
document-share = Share
document-share-for-good = What was shared stays there, also when a new version counts. Everybody in the channel can pass it on.
document-share-lead = Version { $number } would be seen by everybody who reads the channel. Choose one.
document-share-nowhere = There is no channel in which everybody may have this document. It must be meant for all people of a partner, and the partner’s channel must be linked and in order.
document-share-open = Share in a channel
document-share-readers = Read by everybody in it: the people of { $partner }, and yours.
document-share-sure = Everybody in { $name } will see “{ $title }”: the people of { $partner }, and yours. It cannot be taken back.
document-share-title = Share { $title }
document-shared = It is on its way to { $name }, where the people of { $partner } read it.
document-vanished = The file of { $ref } is not in the watched folder any more. The document stands in the catalogue as before: say whether it is still right, or retire it.

# Choosing one, in a form or beside a message
document-option = { $title } ({ $ref })
document-pointer-title = A document
document-pointer = Each opens it in private, as far as they may.
document-replace = New version of another
document-replace-which = Document
document-which-hint = Type a part of its title

# Editing
document-edit = Edit
document-edit-title = Edit the document
document-edit-save = Save
document-product-any = No product in particular
document-partner-any = All partners
document-partners-several = { $count ->
    [one] One partner, as before
   *[other] The { $count } partners, as before
}
document-choose-languages = Languages
document-choose-regions = Regions (none: all)
document-choose-tiers = Tiers (none: all)
document-choose-types = Partner types (none: all)
document-choose-partner = Partner
document-choose-partner-hint = Type a part of its name, if it is for one partner only
document-choose-download = Who of them may have the file
document-choose-edit = Who may change it
document-choose-review = On which day its owner is asked whether it is still right
document-choose-every = And after that
document-circle-owner = Only its owner and the admins
document-every = { $days ->
    [0] never again
    [one] every day
   *[other] every { $days } days
}
document-edited-for = { $count ->
    [0] { $ref } is saved. No partner reads it.
    [one] { $ref } is saved. One partner may read it.
   *[other] { $ref } is saved. { $count } partners may read it.
}
document-review-past = Please choose a day that is still to come.

# Whoever answers for a document hands it on
document-hand-on = Hand on
document-choose-owner = Who answers for it from now on
document-choose-owner-hint = Type a part of the name
document-owner-now = Now: { $owner }. Questions about “{ $title }” and its reviews will go to whoever you choose.
document-is-handed-on = { $to } answers for { $ref } from now on, and is told.
document-yours = You answer for { $ref } from now on: questions about it come to you, and its reviews.
document-not-yours = Only whoever answers for this document can hand it on, or an administrator.
