## Questions about an announcement

question-ask = Ask a question
question-form-title = Ask a question
question-form-send = Send
question-form-about = About the announcement: { $title }
question-words = What would you like to know?
question-before = You asked before: “{ $words }” The answer was: “{ $answer }”
question-sent-title = Your question is sent
question-sent = The answer comes to you here, in private. It is about: { $title }
question-yours = You wrote: “{ $words }”
question-files = Only the words were passed on, and not the file.
question-private = Nobody outside the team that answers reads it. If you change your message now, the question stays as it stands here.
question-offer-title = Is this a question about the announcement?
question-unsent = Nobody has seen it yet.
question-send = Send as a question
question-answered-title = Your question is answered
question-answered-by = { $name } answered on { $at }
question-more = Ask another question
question-title = { $company } asks about { $ref }
question-still-waits = { $company } still waits for an answer about { $ref }
question-by = Asked by
question-by-is = { $name } ({ $company })
question-where = Where
question-in-private = in private
question-about = Announcement
question-at = On
question-late = Somebody else was quicker. What you wrote was not sent.
question-gone = Whoever asked is not with this partner any more: nobody reads an answer.
question-reply = You can also reply to this message. Only the person who asked reads the answer.
question-answer-is = Answer: “{ $words }”
question-answer = Answer
questions-all = All questions
question-answer-title = Answer a question
question-answer-send = Send
question-answer-words = Your answer
question-asked-by = { $name } ({ $company }) asks: “{ $words }”
question-answered = This question was answered already.
question-open = Open
questions-title = { $ref }: questions about “{ $title }”
questions-none = Nobody has asked anything yet.
questions-count = { $count ->
    [one] { $count } question; waiting for an answer: { $waiting }.
   *[other] { $count } questions; waiting for an answer: { $waiting }.
}
questions-button = Questions ({ $count })
question-row-waits = { $name } ({ $company }), { $at }: waits for an answer
question-row-answered = { $name } ({ $company }): answered on { $at }

question-answer-with = A document that answers it
question-answer-document = The answer is a document: { $title } ({ $ref }).
question-open-answer = Open the answer
question-answered-with = Answered with { $ref }.
question-document-gone = The answer was a document that is not open to you any more.
question-document-closed = Whoever asked may not read this document. Please choose another, or answer in words.
question-keep = Keep as a document
question-keep-text = Text
question-kept-before = This answer stands in the catalogue already.
