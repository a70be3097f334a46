## What is written in reply to a message of ours

reply-answer-sent-title = Your answer is sent
reply-answer-sent = { $ref }: whoever asked about { $customer } has your answer.
reply-files = Only the words were passed on. Please send the file to whoever asked some other way.
reply-answer-offer-title = Is this your answer?
reply-answer-offer = A question about { $customer } ({ $ref }) waits for your answer.
reply-answer-yours = You wrote: “{ $words }”
reply-answer-send = Send as the answer
reply-answered-before = The question about { $customer } ({ $ref }) was answered already. What you wrote was not sent.
reply-not-now = { $customer } ({ $ref }): no question waits for an answer any more, so what you wrote was not sent. The deal is: { $state ->
    [submitted] waiting for a decision
    [information-asked] information asked
    [approved] approved
    [rejected] rejected
    [withdrawn] withdrawn
    [expired] expired
    [won] won
    [lost] lost
   *[other] unknown
}.
reply-not-sent-title = Not sent
reply-too-long = This is longer than the { $limit } characters that fit. The beginning stands in the form: shorten it there and send it.
reply-gone = This is too old to be sent. Please write it once more.
reply-ask-offer-title = Send this as a question?
reply-ask-yours = You wrote: “{ $words }”
reply-ask-note = Nobody has seen it yet. If you send it, the partner is asked, and the decision waits for the answer.
reply-ask-send = Send as a question
reply-asked-already = A question was asked already and is not answered yet. What you wrote was not sent.
reply-others-now = Others decide this now. What you wrote was not sent.
reply-changed = It has changed since you wrote this. Look at it once more before you send it.
reply-no-words = A file alone cannot be passed on. Please write it in words.
reply-sent-before = This was sent already; nothing was sent twice.
reply-edits = If you change your message now, the answer stays as it stands here.
