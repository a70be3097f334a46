## What a dropped file would do

import-kind-people = People
import-kind-customers = Customers and named accounts
import-kind-channels = Channels of partners
import-kind-courses = Courses
import-kind-sessions = Course sessions
import-kind-rules = Course rules
import-kind-attendance = Attendance of course sessions
import-kind-trainers = Trainers of course sessions
import-title = Import: { $name }
import-read = { $count ->
    [one] I have read { $count } line. Nothing has been changed yet.
   *[other] I have read { $count } lines. Nothing has been changed yet.
}
import-all-wrong = { $count ->
    [one] I have read { $count } line, and it cannot be imported as it is.
   *[other] I have read { $count } lines, and none can be imported as they are.
}
import-broken = I cannot read this file to its end, so nothing of it can be imported.
import-changed = Something has changed since you looked, so nothing was applied. This is what would happen now.
import-code-page = This file is not Unicode; I have read it as Windows-{ $page }. If letters look wrong, save it as “CSV UTF-8” and drop it again.
import-added = New
import-altered = Changes
import-refused = Wrong
import-same = Unchanged
import-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
import-line = Line { $line }
import-line-of = Line { $line }: { $name }
import-would-add = is added
import-would-change = changes: { $columns }
import-left = { $count ->
    [one] and { $count } more line
   *[other] and { $count } more lines
}
import-apply = Apply
import-apply-sure = { $count ->
    [one] { $count } line will be imported. This cannot be undone by a button.
   *[other] { $count } lines will be imported. This cannot be undone by a button.
}
import-apply-rest = Apply the right lines
import-apply-rest-sure = { $count ->
    [one] { $count } line is wrong and will be left out.
   *[other] { $count } lines are wrong and will be left out.
}
import-discard = Discard

## What became of it

import-nothing = { $count ->
    [0] There is no line below the header, so there is nothing to do.
    [one] { $count } line, and all is as it says already: there is nothing to do.
   *[other] { $count } lines, and all is as they say already: there is nothing to do.
}
import-applied = Applied: { $at }
import-discarded = Discarded. Nothing was changed.
import-replaced = A newer file has taken the place of this one. Nothing of this one was applied.
import-expired = This file was kept for a day and has been forgotten. Drop it again to import it.

## What can be imported

import-unknown-title = What is this file?
import-unknown = I tell by its first line what is in a file, and I do not know this one. This is what you can import:
import-kind = **{ $kind }**: the first line names the columns, in any order; one line each follows.
import-template = `{ $row }`
import-missing = These columns are missing: `{ $columns }`
import-excess = I do not know these columns: `{ $columns }`
import-paste = Paste lines
import-form-title = Import lines
import-form-submit = Check
import-form-intro = You see what would happen before anything is changed. You can also drop a CSV file on me in our private chat.
import-form-lines = Lines
import-form-hint = Copy them from a spreadsheet or a CSV file, the line with the names of the columns first.

## Files that are not read

import-too-large = This file is larger than 1 MiB. Split it, or use `tandem people import` on the command line.
import-too-many-lines = This file has more than { $limit } lines. Split it, or use `tandem people import` on the command line.
import-workbook = This is a workbook. In the spreadsheet choose “Save as” and “CSV UTF-8”, then drop that file.
import-no-text = This file is no text that I can read. In the spreadsheet choose “Save as” and “CSV UTF-8”, then drop that file.
import-one-at-a-time = These are several files. Please drop them one at a time.
import-no-right-to-files = I may not read files in this workspace. Write `/partner import` and paste the lines there, or ask whoever runs me to import the file.
import-not-fetched = I could not fetch this file. Drop it again, or write `/partner import` and paste the lines there.

## What is wrong in a line

import-header = The first line must be: { $columns }
import-unreadable = This line and all below cannot be read as CSV: a quotation mark is open or in a wrong place, or a cell is too long.
import-columns-count = { $count ->
    [one] There is { $count } column instead of { $wanted }.
   *[other] There are { $count } columns instead of { $wanted }.
}
import-twice = The same stands in line { $line } already.
import-name = A name of 1 to { $limit } characters is needed.
import-formula = “{ $given }” would be a formula in a spreadsheet. Take the sign at its beginning away.
import-email = “{ $given }” is no e-mail address.
import-organisation = “{ $given }” is no organisation. Allowed: { $allowed }
import-role-missing = A role of { $organisation } is needed. Allowed: { $allowed }
import-role = “{ $given }” is no role of { $organisation }. Allowed: { $allowed }
import-language = “{ $given }” is no language of the programme. Allowed: { $allowed }
import-zone = “{ $given }” is no time zone. Write it like Europe/Warsaw.
import-looks-after = “{ $given }” cannot be looked after. Allowed: { $allowed }
import-looks-after-nothing = “{ $given }” cannot be looked after: these roles look after nothing.
import-country = “{ $given }” is no country in which you sell. Allowed: { $allowed }
import-customer-kind = “{ $given }” is no kind of customer. Allowed: { $allowed }
import-key = “{ $given }” is no short name. Use small letters, figures and hyphens, at most { $limit } characters, like sensor-basics.
import-option = “{ $given }” cannot stand in the column { $column }. Allowed: { $allowed }
import-number = “{ $given }” cannot stand in the column { $column }. Write a whole number from { $least } to { $most }.
import-day = “{ $given }” is no day. Write it like 2027-03-04.
import-time = “{ $given }” is no time of day. Write it like 09:30.
import-link = “{ $given }” is no link. It must begin with https:// and have at most { $limit } characters.
import-owner = “{ $given }” is no region and no address of your own people. Regions: { $allowed }
import-partner = “{ $given }” is no partner. Allowed: { $allowed }
attendance-session = There is no session “{ $given }”, or it was cancelled. Write the course and the session as in the files that were imported.
attendance-nobody = Nobody here, or more than one person, has the address “{ $given }”.
training-no-trainer = Nobody of the vendor’s people has the address “{ $given }”.
