## The page around the two chats

web-product = Tandem
web-people = Who you are
web-chat = Your chat
web-beside = Other side
web-change = Change
web-swap = Swap the two sides
web-composer = Write to Tandem
web-send = Send
web-file = Import a file
web-send-file = Send file
web-quick = Quick actions
web-you = You
web-nothing = Nothing here yet. What concerns this person appears here at once.
web-welcome = Welcome to Tandem
web-welcome-text = Register and decide deals in one chat. What you do on this side appears at once on the other.
web-refresh = See what is new
web-close = Close the form
web-news = New
web-skip = Skip to the message box
web-stranger = not in the programme
web-somebody = Somebody new
web-role = { $role }, { $city }

## What a card's icon says

web-tone-good = Done
web-tone-warning = Attention
web-tone-bad = Refused
web-tone-waiting = Waiting

## Forms

web-required = Required
web-errors = Please check these fields
web-choose = Choose…

## A page from before the last start

web-stale = This page is out of date, so nothing was done. Open it again, then repeat what you did.
web-again = Open the page again
