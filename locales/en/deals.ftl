## The form

deal-register = Register a deal
deal-for = Register a deal for them
deal-form-title = Register a deal
deal-form-edit = Edit the deal
deal-form-submit = Register
deal-form-save = Save
deal-form-keep = Save draft
deal-field-partner = Partner
deal-field-customer = Customer
deal-field-amount = Amount, net of tax
deal-field-currency = Currency
deal-field-product = Product
deal-field-close-on = Expected close
deal-field-deal-type = Deal type
deal-field-country = Customer's country
deal-field-website = Customer's website
deal-field-contact = Contact at the customer
deal-field-email = Contact's e-mail
deal-field-note = Note
deal-hint-partner = The deal will be theirs. Somebody else will decide it, not you.
deal-hint-customer = Start typing; a new name is fine. Only your own customers are suggested.
deal-hint-amount = As you write it: 12500 or 12,500.00 EUR
deal-hint-check = Check: found in the message.
deal-found-some = Filled in from the message. Check what is marked, and add what is missing.
deal-found-nothing = Nothing certain was found in the message; its text is in the note.
deal-website-unreadable = This is not understood as a website. Write it like example.com.
deal-email-unreadable = This is not understood as an e-mail address. Write it like name@example.com.
deal-draft-restored = Restored from your draft of { $at }. To begin anew, write `/deal new`.
deal-kept-title = Draft saved
deal-kept = It is kept for 7 days. Write `/deal` to go on with it.
deal-already-sent = This form was sent already; the deal is in `/deal list`.
deal-for-nobody = You look after no partner, so there is nobody to register a deal for. Ask an administrator of the programme.
deal-thanks-title = Registered: { $ref }
deal-thanks = { $customer }, { $amount }. Your receipt is in your messages from me.
deal-thanks-for = { $customer }, { $amount }. The deal belongs to { $partner }, and its people have been told. Somebody else decides it.

## States and history

deal-state = { $state ->
    [draft] Draft
    [submitted] Waiting for a decision
    [information-asked] Information asked
    [approved] Approved
    [rejected] Rejected
    [withdrawn] Withdrawn
    [expired] Expired
    [won] Won
    [lost] Lost
   *[other] Unknown
}
deal-happened = { $step ->
    [submit] Registered by { $who }, { $at }.{ $why }
    [edit] Edited by { $who }, { $at }.{ $why }
    [ask] { $who } asked, { $at }.{ $why }
    [answer] { $who } answered, { $at }.{ $why }
    [approve] Approved by { $who }, { $at }.{ $why }
    [reject] Rejected by { $who }, { $at }.{ $why }
    [withdraw] Withdrawn by { $who }, { $at }.{ $why }
    [remind] Reminded of it: { $who }, { $at }.{ $why }
    [escalate] Asked as well: { $who }, { $at }.{ $why }
    [expire] Protection ended, { $at }.{ $why }
    [win] Marked as won by { $who }, { $at }.{ $why }
    [lose] Marked as lost by { $who }, { $at }.{ $why }
    [appeal] Appealed against by { $who }, { $at }.{ $why }
    [ask-time] { $who } asked for more protection, { $at }.{ $why }
    [extend] Protection extended by { $who }, { $at }.{ $why }
    [keep-time] Not extended, by { $who }, { $at }.{ $why }
    [undo] Decision taken back by { $who }, { $at }.{ $why }
   *[move] Stage changed by { $who }, { $at }.{ $why }
}
deal-why = {" "}“{ $words }”
deal-why-both = {" "}“{ $reason }”: “{ $words }”
deal-until = {" "}Until { $until }.
deal-why-until = {" "}Until { $until }: “{ $words }”
deal-why-fields = {" "}Changed: { $fields }.
deal-change = { $old } → { $new }
deal-change-nothing = nothing
deal-changed-since = Edited since you were asked. Only what has changed is shown; the rest is as it was.
deal-happened-on-behalf = Registered by { $who } on the partner’s behalf, { $at }.
deal-tandem = Tandem
deal-rejection-customer-taken = The customer is already with somebody else
deal-rejection-duplicate = The same deal is registered already
deal-rejection-not-qualified = Not a qualified opportunity yet
deal-rejection-not-eligible = Outside the programme
deal-rejection-incomplete = Information is missing
deal-rejection-other = Another reason

## Cards

deal-headline = **{ $customer }** · { $amount }
deal-conflict = { $conflict ->
    [none] No conflict
    [possible] Perhaps a conflict
    [own] Repeat
    [territory] Outside the territory
    [named] Named account
    [customer] Our own customer
   *[other] Conflict
}
deal-conflict-look = A manager will look whether anybody else is working with this customer.
deal-conflict-protected = This customer is protected until { $until }. A manager will look.
deal-fact-ref = Reference
deal-fact-state = State
deal-fact-decider = Who decides
deal-fact-answer-by = Answer promised by
deal-fact-protected-until = Protected until
deal-fact-stage = Stage
deal-fact-filed = Registered by
deal-filed-for = { $who } ({ $vendor }), for { $partner }
deal-fact-partner = Partner
deal-fact-territory = Outside the territory
deal-territory = { $country } is not in { $region }, where this partner sells.
deal-fact-rival = { $conflict ->
    [none] Not the same customer
    [possible] Perhaps a conflict
    [own] Repeat
    [named] Named account
    [customer] Our own customer
   *[other] Conflict
}
deal-rival = { $ref }, { $partner }, { $state ->
    [approved] approved
    [information-asked] information asked
   *[submitted] waiting
}: “{ $customer }”, { $evidence ->
    [name] the same name
    [site] the same website
    [said] the same customer, a manager said
    [nearly] nearly the same name
    [apart] another customer, a manager said
   *[perhaps] a similar name
}; since { $since }
deal-rival-listed = { $conflict ->
    [named] Named account
   *[customer] Our own customer
} “{ $customer }”, { $evidence ->
    [name] the same name
    [site] the same website
    [said] the same customer, a manager said
    [nearly] nearly the same name
    [apart] another customer, a manager said
   *[perhaps] a similar name
}; on our list since { $since }, looked after by: { $owner }
deal-receipt-title = { $state ->
    [submitted] { $ref } received
    [information-asked] { $ref }: information asked
    [approved] { $ref } approved
    [rejected] { $ref } rejected
    [withdrawn] { $ref } withdrawn
    [expired] { $ref } expired
    [won] { $ref } won
    [lost] { $ref } lost
   *[other] { $ref }
}
deal-receipt-summary = { $state ->
    [submitted] { $customer } ({ $ref }) is registered and waits for a decision.
    [information-asked] Information is asked about { $customer } ({ $ref }).
    [approved] { $customer } ({ $ref }) is approved.
    [rejected] { $customer } ({ $ref }) is rejected.
    [withdrawn] { $customer } ({ $ref }) is withdrawn.
    [expired] The protection of { $customer } ({ $ref }) has ended.
    [won] { $customer } ({ $ref }) is won.
    [lost] { $customer } ({ $ref }) is lost.
   *[other] { $customer } ({ $ref })
}
deal-receipt-promise = { $deciders } will decide by { $by }.
deal-receipt-no-decider = We are finding the right manager to decide; the administrators have been told.
deal-decided-title = { $state ->
    [approved] Approved: { $customer }
   *[rejected] Rejected: { $customer }
}
deal-decided-summary = { $state ->
    [approved] Your deal with { $customer } ({ $ref }) is approved.
   *[rejected] Your deal with { $customer } ({ $ref }) is rejected.
}
deal-question-title = { $open ->
    [information-asked] A question about { $customer }
   *[other] Question about { $customer }: closed
}
deal-question-summary = A manager has a question about { $customer } ({ $ref }).
deal-question-reply = You can also answer by a reply to this message.
deal-answered-title = Answer about { $customer }
deal-answered-summary = Your question about { $customer } ({ $ref }) was answered.
deal-undecidable-title = Nobody can decide a deal
deal-undecidable-words = { $ref } of { $partner } waits, and too few of those who may decide it can be reached. Let those who hold the role link their account, or give somebody the role.
deal-expired-title = Protection ended: { $customer }
deal-expired-summary = The protection of { $customer } ({ $ref }) has ended.
deal-expiring-title = Protection ends soon: { $customer }
deal-expiring-summary = The protection of { $customer } ({ $ref }) ends: { $until }.
deal-expiring-do = Say how it stands: extend the protection, move the deal on, mark it as won or lost, or withdraw it. After that day somebody else can get this customer.
deal-detail-title = { $ref } · { $customer }
deal-request-lead = { $partner } · { $tier } · { $conflict ->
    [none] No conflict
    [possible] Perhaps a conflict
    [own] Repeat
    [territory] Outside the territory
    [named] Named account
    [customer] Our own customer
   *[other] Conflict
}
deals-title = My deals
deals-title-all = Deals
deals-none = No deals yet.
deals-count = { $count ->
    [0] No deals
    [one] { $count } deal
   *[other] { $count } deals
}
deal-row = { $ref } · { $state ->
    [submitted] Waiting for a decision
    [information-asked] Information asked
    [approved] Approved
    [rejected] Rejected
    [withdrawn] Withdrawn
    [expired] Expired
    [won] Won
    [lost] Lost
   *[other] Unknown
} · { $at }
deal-draft-title = Draft: { $customer }
deal-draft-unnamed = Draft without a customer
deal-draft-detail = Not sent yet
deal-draft-continue = Go on

## What can be done

deal-history = History
deal-history-title = History of { $ref } · { $customer }
deal-history-count = { $count ->
    [one] { $count } entry, the newest first
   *[other] { $count } entries, the newest first
}
deal-history-entry = { $entry ->
    [submit] Registered
    [on-behalf] Registered on the partner’s behalf
    [edit] Edited
    [ask] Information asked
    [answer] Answered
    [approve] Approved
    [reject] Rejected
    [withdraw] Withdrawn
    [expire] Protection ended
    [win] Marked as won
    [lose] Marked as lost
    [move] Stage changed
    [appeal] Appealed against
    [ask-time] Longer protection asked for
    [extend] Protection extended
    [keep-time] Not extended
    [remind] Reminded
    [escalate] Another person asked to decide
    [asked] Asked to decide
    [automatic] Approved automatically by a rule of the programme
    [vote-approved] Voted to approve
    [vote-rejected] Voted to reject
    [same-customer] Said to be one customer
    [not-same-customer] Said to be different customers
    [customers-unsaid] Nothing said about the customers any more
   *[other] Recorded: { $entry }
}
deal-history-line = { $who }, { $at }.
deal-history-asked = { $names }, { $at }.
deal-open = Open
deal-edit = Edit
deal-answer = Answer
deal-withdraw = Withdraw
deal-stage = Stage
deal-extend = Extend
deal-won = Won
deal-lost = Lost
deal-won-sure = Mark the deal with { $customer } as won? This cannot be undone.
deal-lost-sure = Mark the deal with { $customer } as lost? This cannot be undone.
deal-withdraw-title = Withdraw the deal
deal-withdraw-sure = { $ref } with { $customer } will be withdrawn, and its protection ends. This cannot be undone.
deal-withdraw-why = Why (optional)
deal-answer-title = Answer
deal-answer-label = Your answer
deal-answer-send = Send
deal-stage-title = Stage of the deal
deal-not-now = This is not possible now. The deal is: { $state ->
    [submitted] waiting for a decision
    [information-asked] information asked
    [approved] approved
    [rejected] rejected
    [withdrawn] withdrawn
    [expired] expired
    [won] won
    [lost] lost
   *[other] a draft
}.
deal-being-decided = Somebody is deciding this deal right now. Please try again in a few minutes.
deal-changed = The deal has changed meanwhile. Check it below and send again.
deal-capacity-reached = This is not approved: { $partner } has { $limit ->
    [one] { $limit } protected deal
   *[other] { $limit } protected deals
}, as many as its tier allows. It still waits. Decide again when one of them is closed, or reject it.
deal-full-title = No protection is free
deal-full = Not sent yet, and saved as a draft: { $partner } has { $limit ->
    [one] { $limit } protected deal
   *[other] { $limit } protected deals
}, as many as its tier allows. Close or withdraw one that is over, then go on.
deal-full-row = { $ref }, protected until { $until }
deal-protected-already = This is not approved: the customer and product are protected already for { $ref } of { $partner }, since { $since }, until { $until }. It still waits. Reject it, ask for information, or decide again when that protection has ended.
deal-ref-missing = Which deal? Write its reference, such as `/deal D-7K3QX`.
partner-unknown = Your company is not in the partner programme any more. Ask your channel manager.
deal-happened-automatic = Approved automatically by a rule of the programme, { $at }

deal-request-lead-lapsed = { $lead } · Certificate ended
deal-request-lapsed = The certificate for { $product } of whoever registered it ended on { $day }.

## A certificate that has ended

deal-form-lapsed = Your certificate for { $product } ended on { $day }. You can renew it by one press once this is sent.
deal-form-blocked = Your certificate for { $product } ended on { $day }. No deal is registered for it until you have renewed it in `/training`.
deal-lapsed = Your certificate for { $product } ended on { $day }. Renew it by one press.
deal-lapsed-grace = Your certificate for { $product } ended on { $day }. From { $since } on you can register no deals for it until you have renewed it.
deal-lapsed-title = Renew your certificate first
deal-lapsed-blocked = Your certificate for { $product } ended on { $day }, so nothing was registered. What you typed is kept for seven days.
deal-certificate-ended = Your certificate for { $product } ended on { $day }. Renew it in `/training`, or leave the product as it was.
