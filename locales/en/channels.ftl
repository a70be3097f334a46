## Channels of partners

channel-host-unknown = The programme does not name the workspace or tenant { $host }. Add it to the programme first.
channel-host-elsewhere = The workspace or tenant { $host } is another partner’s. Only its own channels can be linked there.
channel-taken = This channel is linked to another partner already. A channel belongs to exactly one: end that link first.
channel-unreadable = “{ $given }” is no channel. In Slack or Teams choose “Copy link” on the channel and paste that, or its id.
channel-platform = This is a channel of { $found }, not of “{ $given }”.
channel-host-missing = In which workspace or tenant is it? The column workspace is empty, and you have several.

## The list

channels-title = Channels of partners
channels-none = No channel is linked yet. Add me to a channel with a partner, or drop a CSV file here.
channels-count = { $count ->
    [one] { $count } channel.
   *[other] { $count } channels.
} { $needy ->
    [0] All is well with them.
    [one] { $needy } needs a look.
   *[other] { $needy } need a look.
}
channel-titled = { $name } ({ $platform ->
    [slack] Slack
   *[teams] Teams
})
channel-row = { $partner }, { $language }, { $zone }
channel-proposed-row = Perhaps { $partner }; nobody has said so yet
channel-proposed-row-nobodys = Nobody has said yet whose it is
channel-open = Open
channel-linked = Announcements to { $partner } come here.
channel-language = Language
channel-zone = Time zone
channel-owner = Whose channel
channel-owner-vendor = Our own
channel-owner-partner = The partner’s own
channel-unlink = End the link
channel-unlink-sure = Nothing to { $partner } comes to this channel any more. The channel itself stays as it is.
channel-gone-title = Not linked
channel-gone = { $name } is not linked to a partner.
channel-gone-unnamed = This channel is not linked to a partner.

## What is wrong with one

channel-wrong = { $why ->
    [no-app] Linked to { $partner }, but nothing gets there: I was taken out of this workspace; whoever administers it can put me back.
    [no-address] Linked to { $partner }, but nothing gets there: nobody has written to me from this tenant yet, so I do not know how to write there.
    [archived] Linked to { $partner }, but nothing gets there: it is archived.
    [deleted] Linked to { $partner }, but nothing gets there: it was deleted.
    [removed] Linked to { $partner }, but nothing gets there: I was taken out of it; add me again.
    [unshared] Linked to { $partner }, but nothing gets there: it is not shared with this partner any more.
   *[others] Linked to { $partner }, but nothing gets there: people of another company, or more than 10,000 people, are in it, so nothing is announced there.
}

## The question whose it is

channel-looks-like = I was added to this channel. It looks like { $partner }’s: shall announcements to { $partner } come here?
channel-whose = I was added to this channel. Whose is it?
channel-others-warning = People of more than one company, or more than 10,000 people, are in it. As long as that is so, I announce nothing there, even if you link it: partners would read each other’s news.
channel-link = Link
channel-another = Another partner
channel-leave = Not a partner’s channel
channel-form-title = Whose channel is it?
channel-form-link = Link
channel-form-partner = Partner
