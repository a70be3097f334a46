desk-lead = { $partner } · waits for a decision
desk-partner = Partner
desk-take = I’ll take it
desk-give-back = Give it back
desk-taken = Taken by { $name }.
desk-yours-title = It is yours
desk-yours = The whole request is in your messages from me. The channel shows that you have taken it.
desk-anothers-title = Taken already
desk-anothers = { $name } has taken it already. Whoever may decide it finds it in `/approvals` all the same.
desk-given-back-title = Given back
desk-given-back = The channel shows that it waits for somebody again.
desk-not-yours = Somebody else has taken it, so only they can give it back.
desk-unreachable-title = The deal desk cannot be reached
desk-unreachable = { $platform ->
    [slack] A request did not get to the Slack channel { $channel }, or nobody knows whether it did. Requests for it go to each person directly.
   *[teams] A request did not get to the Teams channel { $channel }, or nobody knows whether it did. Requests for it go to each person directly.
}
desk-unreachable-why = Where the platform has not answered for a while, nothing is to be done. Else please check that Tandem is in that channel, and that nobody from another company or workspace is: what stands there no partner may read. In Slack Tandem also needs the scopes channels:read and groups:read to see that.
