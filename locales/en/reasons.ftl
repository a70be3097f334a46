## Why a message is not there, and what to do

reason-no-channel = There is no such channel any more, or Tandem was taken out of it. Add Tandem to it again, or link another channel.
reason-archived = The channel is archived. Unarchive it, or link another channel.
reason-not-a-member = Tandem is not in the channel or chat. Add it there: in Slack with `/invite @Tandem`, in Teams under Apps.
reason-not-allowed-there = The rules of that workspace or channel do not let Tandem write there. Ask its owner to allow it.
reason-account-gone = This account was deactivated, or Tandem cannot see it. Check who the person is today.
reason-no-direct-message = Tandem cannot write to this account in private. Ask the person to open Tandem once, or use a channel.
reason-blocked = The person has blocked or removed Tandem in Teams. Ask them to add the app again.
reason-too-long = The message is too long for this platform. Shorten it and send it again.
reason-shared = People from outside can read along there, and this message is not for them. Use a channel of your own.
reason-not-linked = The channel is not linked to that partner any more, or something is wrong with it; the list of channels says what. Nothing was sent there.
reason-deleted = Somebody deleted the message. It is not sent again.
reason-nameless = The platform did not name this message, so Tandem cannot change or remove it. Write to whoever has it.
reason-scope = Tandem was not given the permission that this needs. Ask an admin of the workspace to install it again with all permissions.
reason-not-installed = Tandem is not installed there at present, or was switched off. Ask an admin there to install it again: all that waits then goes by itself.
reason-too-fast = The platform asked for a pause. It goes by itself.
reason-unreachable = The platform could not be reached, or its answer could not be read. It is tried again.
reason-bug = Tandem itself broke at this message. It is tried again a few times; tell whoever runs Tandem.
reason-paused = Sending to this place is paused for a moment. It goes by itself.
reason-quiet-hours = It waits for the end of the reader’s quiet hours.
reason-daily-cap = It is above what its reader gets on one day, and is told in the daily digest.
reason-deal-desk = Its reader finds it in the channel in which deals are decided.
reason-no-account = The person has no account in Slack or Teams that Tandem knows. Ask them to write to Tandem once.
reason-looked-for = Nobody knows yet whether it arrived. Tandem looks before anything is sent again.
reason-held = Nobody can know whether it arrived, and so it was not sent again. Look there yourself; if it is missing, have it sent again.
reason-restored = It was still to be sent when the database was restored. Whoever runs Tandem decides whether it goes.
reason-dropped = Whoever runs Tandem decided that it is not sent.
reason-due-again = It was told to go again and is on its way.
reason-not-for-them = The reader may not see this any more, or has left. Nothing was sent.
reason-our-mistake = The platform did not accept the form of this message. That is a mistake in Tandem: tell whoever runs it.
unreached-then = { $why ->
    [no-channel] It reached nobody there: no channel of the partner was linked. Link one.
    [no-account] The person had not come in yet. Ask them to write to Tandem once.
    [no-app] Tandem was taken out there. Ask an admin there to install it again.
    [no-address] Nobody had written to Tandem from there yet. Ask somebody there to write to it once.
    [archived] The channel was archived. Unarchive it, or link another channel.
    [deleted] The channel had been deleted. Link another channel.
    [removed] Tandem was not in the channel any more. Add it there again.
    [unshared] The partner was not in the channel any more. Share it again, or link another channel.
   *[others] People of another partner, or more than 10,000 people, were in the channel. Take them out, or link another channel.
}
reason-new = The platform refused it for a reason that Tandem does not know yet: { $reason }. Tell whoever runs Tandem.
reason-file-missing = The file is not in the store of files any more. Copy FILES_FOLDER back from the backup, or import the document again.
reason-file-unread = The file could not be read where files are kept (FILES_FOLDER). The log says why; once it can be read, have it sent again.
reason-no-files = The rules of that workspace, or of the one that it is shared with, do not allow this file. Ask an admin there to allow it, or hand the file over in another way.
reason-file-too-large = That workspace allows no files so large. Ask an admin there to allow it, or hand the file over in another way.
reason-no-seats = There was no seat left of which to send a calendar file. Nothing was sent.
reason-answered = Somebody had answered the question by then. Nothing more had to be said.
announcement-acknowledged = By then it had been acknowledged, or nobody was asked to any more. Nobody had to be reminded.
request-decided = It had been decided by then. Nothing more had to be said.
reason-not-changed = The platform does not let this message be changed or removed any more. Write to whoever has it.
reason-given-up = The platform could not be reached, or its answer could not be read. It was tried several times, and is not tried again by itself.
reason-bug-each-time = Tandem itself broke at this message, each time that it was tried. Tell whoever runs Tandem; it is not tried again by itself.
reason-never-there = It was sent several times, and each time it was not there when Tandem looked. It is not sent again by itself.
