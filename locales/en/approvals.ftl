approvals-title = Approvals
approvals-count = { $count ->
    [0] Nothing waits for you.
    [one] { $count } decision waits for you.
   *[other] { $count } decisions wait for you.
}
approvals-row = { $lead } · since { $at }
approvals-row-promised = { $lead } · since { $at } · answer promised by { $until }
approval-open = Decide
approval-approve = Approve
approval-reject = Reject
approval-ask = Ask
approval-title-over = { $phase ->
    [approved] Approved · { $what }
    [rejected] Rejected · { $what }
   *[closed] Closed · { $what }
}
approval-decided = { $outcome ->
    [approved] Approved by { $who }, { $at }.
   *[rejected] Rejected by { $who }, { $at }.
}
approval-decided-before = { $outcome ->
    [approved] You were a moment late: { $who } approved it already, { $at }. Nothing was changed.
   *[rejected] You were a moment late: { $who } rejected it already, { $at }. Nothing was changed.
}
approval-decided-by-you = { $outcome ->
    [approved] You have approved it already, { $at }. Nothing was changed.
   *[rejected] You have rejected it already, { $at }. Nothing was changed.
}
approval-closed = It was withdrawn; there is nothing to decide any more.
approval-closed-before = You were a moment late: it was withdrawn. Nothing was changed.
approval-changed = It has changed since you saw it. This is how it is now; please decide again.
approval-reject-title = Reject
approval-reason = Reason
approval-words = In your words
approval-words-hint = Needed only for “Another reason”; the partner reads it.
approval-reason-missing = Please choose a reason.
approval-words-missing = Please write the reason in a few words.
approval-approve-title = Approve
approval-choice-missing = Please choose first: press “Approve” on the newest card.
approval-reject-sure = Whoever asked is told that it was not accepted. This cannot be undone.
approval-ask-title = Ask for information
approval-question = Your question
approval-ask-send = Send
own-approval = You filed this yourself, so somebody else must decide.
approval-decided-automatically = Approved automatically by a rule of the programme, { $at }.
approval-others-now = Others are asked now; this is how it stands.
approval-step-done = Step { $step } of { $steps }: approved by { $who }.
approval-step-begun = Step { $step } of { $steps }: 0 of { $needed } approved so far. Now asked: { $asked }.
approval-step-now = Step { $step } of { $steps }: { $done } of { $needed } approved ({ $who }). Now asked: { $asked }.
approval-step-then = Step { $step } of { $steps }, { $needed ->
    [one] one decision: { $asked }.
   *[other] { $needed } decisions: { $asked }.
}
approval-step-rejected = Step { $step } of { $steps }: rejected by { $who }.
approval-step-never = Step { $step } of { $steps }: not needed any more ({ $asked }).
approval-still-waits = This still waits for your decision; a good part of the answer time has passed.
approval-escalated = Those who were asked first have not decided in time, so you are asked as well. Whoever is first decides.
approval-escalated-among-others = Those who were asked first have not decided in time, so you are asked as well. Others may have to approve it besides you.
approval-why = Why me?
why-title = Why you are asked
why-title-others = Who decides this
why-you = { $role ->
    [channel-manager] You are asked because you look after { $partner } as channel manager.
    [regional-lead] You are asked because you are the regional lead for { $region }.
    [director] You are asked because you are a director: directors decide for every partner.
    [partner-admin] You are asked because you are an administrator of { $partner }.
   *[admin] You are asked because you are an administrator of the programme.
}
why-you-named = You are asked because the rule names you.
why-voted = You have answered already; the others are asked now.
why-rule = It falls under rule { $rule } of the programme (version { $version }).
why-rule-named = It falls under rule { $rule } of the programme (version { $version }): { $name }.
why-rate = Its amount was compared at the European Central Bank's rate of { $day }: 1 { $of } = { $rate } { $to }.
why-unknown = No exchange rate is known for { $currency }, so rules with a limit in another currency do not cover it.
why-old = The newest exchange rate known then was of { $day }: too old for anything to be approved by it without somebody who looks at it.
why-person = { $role ->
    [channel-manager] { $who }, channel manager of { $partner }
    [regional-lead] { $who }, regional lead for { $region }
    [director] { $who }, director
    [partner-admin] { $who }, administrator of { $partner }
   *[admin] { $who }, administrator of the programme
}
why-person-named = { $who }, by name
why-vote = { $outcome ->
    [approved] { $who } approved it, { $at }.
   *[rejected] { $who } rejected it, { $at }.
}
why-nobody = Nobody can answer in this step at present: an administrator has to give somebody the role.
approvals-fit = { $count ->
    [0] Nothing that waits for you fits.
    [one] { $count } decision that waits for you fits.
   *[other] { $count } decisions that wait for you fit.
}
approvals-only-name = Only what has to do with “{ $name }”: by country, region, partner or customer.
approvals-only-ref = Only { $ref }.
approvals-only-over = Only what is worth more than { $amount }; other currencies at the European Central Bank’s rate.
approvals-only-conflict = Only what collides with another deal.
approvals-only-overdue = Only what should have been answered by now.
approvals-all = Show all
approval-undo = Undo
approval-undo-until = The partner is told at { $until }. Until then you can undo it.
approval-undo-late = It cannot be undone any more: that is possible for { $seconds } s after the decision, before the partner is told, and only for whoever decided. Please talk to the partner.
approval-instead = You are asked in the place of { $name }, who is away.
