## Whom an announcement does not reach

unreached-nobody = It reaches everybody whom it is for.
unreached-lead = It does not reach these. With the address you can ask them.
unreached-named = { $name } ({ $partner })
unreached-no-email = no address
unreached-file = All of them as a file
unreached-list = Who is not reached
unreached-row = { $why ->
    [no-channel] No channel of theirs is linked: { $email }
    [no-account] Has not come in yet: { $email }
    [no-app] Tandem was taken out there: { $email }
    [no-address] Nobody has written to Tandem from there yet: { $email }
    [archived] The channel is archived: { $email }
    [deleted] The channel was deleted: { $email }
    [removed] Tandem was taken out of the channel: { $email }
    [unshared] The partner is not in the channel any more: { $email }
   *[others] People of another partner, or more than 10,000 people, are in the channel: { $email }
}
unreached-now = { $why ->
    [no-channel] No channel of the partner is linked. Link one.
    [no-account] The person has not come in yet. Ask them to write to Tandem once.
    [no-app] Tandem was taken out there. Ask an admin there to install it again.
    [no-address] Nobody has written to Tandem from there yet. Ask somebody there to write to it once.
    [archived] The channel is archived. Unarchive it, or link another channel.
    [deleted] The channel was deleted. Link another channel.
    [removed] Tandem is not in the channel any more. Add it there again.
    [unshared] The partner is not in the channel any more. Share it again, or link another channel.
   *[others] People of another partner, or more than 10,000 people, are in the channel. Take them out, or link another channel.
}
