## A partner's team

team-title = Team
team-title-of = The team of { $partner }
team-count = { $count ->
    [0] Nobody is in this team yet.
    [one] { $count } person
   *[other] { $count } people
}
team-row = { $role } · { $account }
team-no-account = not here yet
team-change = Change
team-one = { $role } of { $partner }
team-account = Chat account
team-email = E-mail
team-make-admin = Make administrator
team-make-rep = Make representative
team-remove = Remove
team-remove-sure = { $name } loses access at once. What they registered stays with your company, and the history keeps their name.
team-leave = You lose access at once, and somebody else must let you in again.
team-step-down = You can then no longer change the team; another administrator must make you one again.
team-stepped-down = You are a partner representative from now on.
team-removed-title = { $name } is removed
team-removed = Access has ended on every platform. What they registered stays with the company.
team-last-admin = Nobody would speak for the company any more. Make somebody else an administrator first.

## A new colleague

team-add = Add a colleague
team-add-submit = Add
team-name = Name
team-email-hint = Not needed. With the address that your own workspace vouches for, they are recognised without a code.
team-role = Role
team-already = { $name } is in this team already. Press “Change” beside the name to invite them again.
team-came-in = They have come in already. On a second platform they link their account themselves, with `/partner link`.
team-invite = Invite again
team-invited-title = { $name } can come in
team-invited = Pass this on to them: “In Slack or Teams, write to Tandem: `/partner link { $code }`”
team-invited-until = It works once, until { $until }. Give it to nobody else.
team-pick = Their account in this chat
team-add-how = Pick their chat account, and I write to them: one button lets them in. Or leave it empty, and pass on a code.
team-invited-written = I have written to them. They come in by the button “Join”.
team-invited-otherwise = If the message does not arrive, there is another way:
team-invites-you = { $partner } invites you
team-invites-you-as = With “Join” you come in as { $name }, and can register deals for this company with Tandem.
team-join = Join
team-invites-until = The invitation is for you alone, until { $until }. If you do not know the company, ignore it.
team-invitation-used = This invitation has been taken.
team-invitation-over = This invitation has been taken or is too old. Ask your company’s administrator for a new one.
