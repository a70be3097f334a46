## The words commands are typed with: several spellings, separated by spaces

word-deal = deal deals
word-approvals = approvals approval
word-partner = partner partners
word-help = help
word-hello = hi hello hey good
word-thanks = thanks thank thx ok okay cheers
word-new = new
word-list = list ls
word-pin = pin
word-settings = settings
word-history = history log
word-edit = edit change
word-withdraw = withdraw
word-stage = stage
word-extend = extend prolong
word-won = won
word-lost = lost
word-link = link
word-for = for
word-import = import
word-team = team
word-feedback = feedback
word-over = over above more
word-than = than
word-conflict = conflict conflicts duplicate duplicates
word-overdue = overdue
