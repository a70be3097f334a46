## Perguntas sobre um comunicado

question-ask = Fazer uma pergunta
question-form-title = Fazer uma pergunta
question-form-send = Enviar
question-form-about = Sobre o comunicado: { $title }
question-words = O que você gostaria de saber?
question-before = Sua pergunta anterior: “{ $words }” A resposta foi: “{ $answer }”
question-sent-title = Sua pergunta foi enviada
question-sent = A resposta chega aqui, só para você. Assunto: { $title }
question-yours = Você escreveu: “{ $words }”
question-files = Só o texto foi repassado, sem o arquivo.
question-private = Só quem responde lê a pergunta. Se você alterar a sua mensagem agora, a pergunta continua como está aqui.
question-offer-title = É uma pergunta sobre o comunicado?
question-unsent = Ninguém viu isto ainda.
question-send = Enviar como pergunta
question-answered-title = Sua pergunta foi respondida
question-answered-by = Resposta de { $name }, { $at }
question-more = Fazer outra pergunta
question-title = { $company } pergunta sobre { $ref }
question-still-waits = { $company } ainda aguarda uma resposta sobre { $ref }
question-by = Quem pergunta
question-by-is = { $name } ({ $company })
question-where = Onde
question-in-private = em particular
question-about = Comunicado
question-at = Quando
question-late = Outra pessoa respondeu antes. O que você escreveu não foi enviado.
question-gone = Quem perguntou não trabalha mais nesse parceiro: ninguém lerá uma resposta.
question-reply = Você também pode responder a esta mensagem. Só quem perguntou lê a resposta.
question-answer-is = Resposta: “{ $words }”
question-answer = Responder
questions-all = Todas as perguntas
question-answer-title = Responder a uma pergunta
question-answer-send = Enviar
question-answer-words = Sua resposta
question-asked-by = { $name } ({ $company }) pergunta: “{ $words }”
question-answered = Esta pergunta já foi respondida.
question-open = Abrir
questions-title = { $ref }: perguntas sobre “{ $title }”
questions-none = Ninguém perguntou nada ainda.
questions-count = { $count ->
    [one] { $count } pergunta, aguardando resposta: { $waiting }.
   *[other] { $count } perguntas, aguardando resposta: { $waiting }.
}
questions-button = Perguntas ({ $count })
question-row-waits = { $name } ({ $company }), { $at }: aguarda resposta
question-row-answered = { $name } ({ $company }): respondida em { $at }

question-answer-with = Um documento que responde
question-answer-document = A resposta é um documento: { $title } ({ $ref }).
question-open-answer = Abrir a resposta
question-answered-with = Respondida com { $ref }.
question-document-gone = A resposta era um documento a que você não tem mais acesso.
question-document-closed = Quem perguntou não pode ler este documento. Escolha outro ou responda com palavras.
question-keep = Guardar como documento
question-keep-text = Texto
question-kept-before = Esta resposta já está no catálogo.
