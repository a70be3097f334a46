## The door

door-title = Hello, I am Tandem
door-words = I help partners and the vendor's managers work together. I do not know you here yet.
door-code = I have a code
door-join = Ask to join

code-title = Link an account
code-submit = Link
code-label = One-time code
code-hint = Eight letters and digits
code-offer = Your one-time code is `{ $code }`. On the other platform, write to Tandem: `/partner link { $code }`
code-private = It works once, for 10 minutes. Give it to nobody.
code-wrong = This code is wrong, used or too old. Write `/partner link` where I know you to get a new one.
code-not-here = This account cannot be linked in this workspace. Type the code in a workspace of your own company; it is still good there.
code-already-linked = This account is linked already.
code-linked-title = Welcome, { $name }
code-linked = This account is linked. You see the same deals and approvals here now.

test-title = A test from Tandem
test-words = Cards reach you here. There is nothing to do.

## Settings

settings-title = Settings
settings-save = Save
settings-saved = Settings saved
settings-language = Language
settings-zone = Time zone
settings-zone-hint = Start typing the name of a large city near you.
settings-quiet = Quiet hours
settings-quiet-from = Quiet from
settings-quiet-to = Quiet until
settings-quiet-hint = Such as 20:00; what can wait comes afterwards. Leave both empty for none.
settings-quiet-is = { $start } to { $end }
settings-quiet-none = None
settings-arrive = Requests for a decision
settings-arrive-each = Each at once
settings-arrive-digest = Together, at hours of my choice
settings-arrive-desk = In the deal desk of the region, a channel I am in
settings-digest = Hours
settings-digest-hint = One to four whole hours, such as 9, 13, 16. They come on working days; what cannot wait so long comes at once.
settings-digest-is = Together, at { $hours } on working days
settings-per-day = Messages that can wait
settings-per-day-usual = Up to { $count } a day, the others in a digest
settings-per-day-none = None: all in a digest
settings-per-day-is = Up to { $count } a day
settings-digest-hour = Their digest comes at
settings-hour-usual = The usual hour ({ $hour })
digest-hours = Please give one to { $most } whole hours, such as 9, 13, 16.
quiet-hours-empty = Quiet hours must not end when they begin.

## Help

help-title = What I can do for you
help-lead = Write to me, or press a button.
help-unknown = I do not understand “{ $typed }”.
help-nearest = Did you mean `{ $command }`?
help-deal = `/deal` registers a deal; `/deal new` does so in an empty form.
help-deal-prefilled = `/deal Nowak 12500 eur` does so with the form filled in.
help-deal-for = `/deal for Nowak` registers a deal for a partner who called you, say. Somebody else then decides it.
help-deal-list = `/deal list` shows your deals.
help-deal-one = `/deal D-7K3QX` shows one deal.
help-deal-history = `/deal D-7K3QX history` shows all that happened to it.
help-deal-change = `/deal edit D-7K3QX` changes a deal that is not decided yet, `/deal withdraw D-7K3QX` takes it back, `/deal appeal D-7K3QX` appeals against a rejection.
help-deal-life = `/deal stage D-7K3QX` says how far an approved deal has come, `/deal extend D-7K3QX` asks for longer protection; `/deal won D-7K3QX` or `/deal lost D-7K3QX` how it ended.
help-deal-pin = `/deal pin` puts a card into a channel, for everybody who has no commands there.
help-approvals = `/approvals` shows what waits for your decision; a country, a name, “over 10000 eur”, “conflict” or “overdue” behind it, only some of that.
help-approvals-delegate = `/approvals delegate` while you are away: who decides for you, and until when; `/approvals delegate list` shows and ends it.
help-docs = `/docs prices` finds a document; `/docs` alone shows all there are for you.
help-docs-one = `/docs F-7K3QX` opens one document.
help-docs-usage = `/docs usage` shows which documents are opened, which are not, and what is looked for in vain.
help-announce = `/announce` writes to many partners at once: first a draft, which you can look at and try out.
help-announce-list = `/announce list` shows what you have written, `/announce A-7K3QX` one of it.
help-announce-questions = `/announce A-7K3QX questions` shows what was asked about an announcement.
help-training = `/training` shows what you have to do and what you have finished.
help-training-calendar = `/training calendar` shows the sessions to come.
help-training-team = `/training team` shows how far your team, or your partners, are.
help-training-code = `/training code ABC123` says that you are in a session: the code is said there.
help-training-remind = `/training remind friday 9:00 about module 2` reminds you; what was understood is read back first.
help-training-attendance = `/training attendance` shows the sessions of these days that you lead or look after, with their code and who was there.
help-partner = `/partner` shows the partner and who looks after it.
help-team = `/partner team` shows your colleagues, and who may do what.
help-channels = `/partner channels` lists the channels of your partners, and what is wrong with each.
help-settings = `/partner settings` sets language, time zone and quiet hours.
help-arrive = There you also choose whether requests come one by one, or together at hours of your choice.
help-link = `/partner link` links your account on a second platform.
help-import = A CSV file that you drop here is imported, once you have seen what it would change; or paste its lines: `/partner import`.
help-feedback = `/partner feedback` says what you think of Tandem.
help-feedback-list = `/partner feedback list` shows what others have said.
help-forms = Slack and Teams send nothing when a form is closed: press “Save draft” first. What was sent and refused is kept for 7 days.
help-support = Something is wrong with Tandem? { $address }

welcome-title = Welcome, { $name }
welcome-words = I am Tandem. Deals are registered and decided here, by a button or a word.
welcome-help = Write `help` at any time to see what I can do for you.
welcome-here-title = Tandem is here
welcome-here = Mention me with `help` or `deal pin`; I hear nothing else in this channel, and answer in private.

thanks-title = With pleasure
thanks-words = Write `help` to see what I can do for you.

## Roles

role-partner-rep = partner representative
role-partner-admin = partner administrator
role-channel-manager = channel manager
role-regional-lead = regional lead
role-director = director
role-admin = administrator
role-auditor = auditor
