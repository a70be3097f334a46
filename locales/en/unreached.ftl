## Whom an announcement does not reach

unreached-nobody = It reaches everybody whom it is for.
unreached-lead = It does not reach these. With the address you can ask them.
unreached-named = { $name } ({ $partner })
unreached-no-email = no address
unreached-file = All of them as a file for a spreadsheet: whoever runs Tandem types `tandem announcements unreached { $ref } FILE`.
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
   *[others] People of another partner are in the channel: { $email }
}
