## Channels of partners

channel-host-unknown = The programme does not name the workspace or tenant { $host }. Add it to the programme first.
channel-host-elsewhere = The workspace or tenant { $host } is another partner’s. Only its own channels can be linked there.
channel-taken = This channel is linked to another partner already. A channel belongs to exactly one: end that link first.
