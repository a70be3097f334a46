## Asking to join

join-lead = Tell me who you are and for which company you work. Those who can let you in will be asked.
join-code = If I know you on another platform already, write `/partner link` to me there and type the code here instead.
join-name = Your name
join-name-hint = As your colleagues know you
join-company = Your company
join-company-hint = As it is written in the partner programme, if you know it
join-note = Note
join-note-hint = Optional: who knows you there, what you do
join-send = Ask
join-asked-title = Thank you
join-asked = I have passed this on to those who can decide about it. Whatever they decide, you will hear from me here.
join-not-here = I cannot tell which organisation this account belongs to, so nobody can let it in. Please write to me from an account of your company.
join-not-theirs = This account is in another partner’s workspace, so it can join only that partner.

## Letting somebody in

joining-title = { $name } asks to join { $company }
joining-lead = { $platform } · { $standing } · { $workspace }
joining-company = Company
joining-company-unclear = No partner is called so. Choose the company when you approve.
joining-company-hint = Start typing the partner’s name.
joining-typed = As typed
joining-effect = Approving makes this account a partner representative: it sees the deals of the company and registers new ones.
joining-at-vendor = in the vendor’s own workspace
joining-at-partner = in the workspace of { $partner }
joining-elsewhere = in a workspace that is not on the list ({ $id })
joining-welcome-title = Welcome, { $name }
joining-welcome = You now work for { $partner } here. Register a deal whenever you like.
joining-rejected-title = About your request to join
joining-rejected = Your request to join was not accepted. If you think this is a mistake, talk to your contact.

standing-unknown = account not checked
standing-member = full member
standing-guest = guest
standing-external = from another organisation, through a shared channel
standing-bot = bot
standing-gone = deactivated
