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

## Installing by a browser

install-done-title = Tandem is installed
install-done = Open Slack and write `help` to Tandem. Everybody in the programme can do the same in this workspace now.
install-declined-title = Nothing was installed
install-declined = The installation was cancelled at Slack. To install Tandem after all, begin again at /slack/install.
install-expired-title = Please begin again
install-expired = This installation was begun in another browser, more than ten minutes ago, or is finished already. Begin again at /slack/install, and finish in the same browser.
install-failed-title = Slack did not finish the installation
install-failed = Nothing was installed. Begin again at /slack/install. If it fails again, tell whoever runs Tandem for you.
install-later-title = Not now
install-later = Tandem cannot install anything at the moment, and nothing was kept. Please begin again at /slack/install in a few minutes.
install-not-listed-title = This workspace is not in the programme
install-not-listed = Nothing was installed, and nothing was kept. Ask your contact at the vendor to add the id of your Slack workspace, `{ $host }`, to the programme, then begin again at /slack/install.
