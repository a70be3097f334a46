## Where Tandem was taken out, and where it is back

installation-lost-title = Tandem was removed: { $whose }
installation-lost = Since { $at } nobody there can reach Tandem in { $platform ->
    [slack] Slack
    [teams] Microsoft Teams
   *[web] the web
}, and Tandem can write to nobody there.
installation-lost-waits = Nothing is lost. Messages for these people wait, and each is delivered once when Tandem is installed again.
installation-lost-how = If this was not intended, have Tandem installed there again.
installation-place = Workspace
installation-back-title = Tandem is back: { $whose }
installation-back = Since { $at } it works in { $platform ->
    [slack] Slack
    [teams] Microsoft Teams
   *[web] the web
} again. What waited is being delivered.
