# Files that are handed to one person, in private.

file-again = Send it after all
file-comes = The file comes by itself in our private chat: { $name } ({ $weight }).
file-declined = You did not take { $name }, so it was not sent. You can have it at any time.
file-failed = { $name } did not certainly arrive where your files are kept. Look there first; if it is missing, have it sent once more.
file-handed = { $name } ({ $weight })
file-missed = { $name } did not certainly arrive. Look above first; if it is missing, have it sent once more.
file-missed-forbidden = { $name } could not be sent to you here: the rules of your workspace, or of the one that you share it with, do not allow this file. Ask your admin to allow it, then have it sent once more; or ask your contact at the vendor for it.
file-missed-gone = { $name } could not be sent: the file is not where it should be. Tell your contact at the vendor, and have it sent once more when it is back.
file-missed-too-large = { $name } could not be sent to you here: your workspace allows no files so large. Ask your admin to allow it, then have it sent once more; or ask your contact at the vendor for it.
file-not-allowed = Your workspace does not let Tandem send files yet. Ask whoever installed Tandem to install it again, which adds that permission; then ask for the file once more.
file-storing = { $name } is being stored where your files are kept. If this card does not change within five minutes, look there first; if it is missing, have it sent once more.
file-type-calendar = Calendar
