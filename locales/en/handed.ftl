# Files that are handed to one person, in private.

file-again = Send it after all
file-comes = The file comes by itself in our private chat: { $name } ({ $weight }).
file-declined = You did not take { $name }, so it was not sent. You can have it at any time.
file-failed = { $name } did not certainly arrive where your files are kept. Look there first; if it is missing, have it sent once more.
file-handed = { $name } ({ $weight })
file-not-allowed = Your workspace does not let Tandem send files yet. Ask whoever installed Tandem to install it again, which adds that permission; then ask for the file once more.
file-type-calendar = Calendar
