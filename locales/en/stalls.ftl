stall-title = How does it stand? { $customer }
stall-summary = Nothing has changed in your deal with { $customer } ({ $ref }) since { $since }.
stall-do = Choose how far it is: one press is enough. You are asked once; next time only if nothing is heard of it for long again.
