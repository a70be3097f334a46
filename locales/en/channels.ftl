## Channels of partners

channel-host-unknown = The programme does not name the workspace or tenant { $host }. Add it to the programme first.
channel-host-elsewhere = The workspace or tenant { $host } is another partner’s. Only its own channels can be linked there.
channel-taken = This channel is linked to another partner already. A channel belongs to exactly one: end that link first.
channel-unreadable = “{ $given }” is no channel. In Slack or Teams choose “Copy link” on the channel and paste that, or its id.
channel-platform = This is a channel of { $found }, not of “{ $given }”.
channel-host-missing = In which workspace or tenant is it? The column workspace is empty, and you have several.
