## O que alguém escreveu em resposta a uma mensagem nossa

reply-answer-sent-title = Sua resposta foi enviada
reply-answer-sent = { $ref }: quem perguntou sobre { $customer } já tem a sua resposta.
reply-files = Só o texto foi repassado. Entregue o arquivo a quem perguntou por outro meio.
reply-answer-offer-title = Esta é a sua resposta?
reply-answer-offer = Uma pergunta sobre { $customer } ({ $ref }) aguarda a sua resposta.
reply-answer-yours = Você escreveu: “{ $words }”
reply-answer-send = Enviar como resposta
reply-answered-before = A pergunta sobre { $customer } ({ $ref }) já foi respondida. O que você escreveu não foi enviado.
reply-not-now = { $customer } ({ $ref }): nenhuma pergunta aguarda mais resposta, por isso o que você escreveu não foi enviado. Situação do negócio: { $state ->
    [submitted] aguardando decisão
    [information-asked] informações solicitadas
    [approved] aprovado
    [rejected] rejeitado
    [withdrawn] retirado
    [expired] expirado
    [won] ganho
    [lost] perdido
   *[other] desconhecida
}.
reply-not-sent-title = Não enviado
reply-too-long = Isto passa do limite de { $limit } caracteres. O início está no formulário: encurte-o ali e envie.
reply-gone = Isto é antigo demais para ser enviado. Escreva de novo, por favor.
reply-ask-offer-title = Enviar isto como pergunta?
reply-ask-yours = Você escreveu: “{ $words }”
reply-ask-note = Ninguém viu isto ainda. Se você enviar, a pergunta irá para o parceiro e a decisão aguardará a resposta.
reply-ask-send = Enviar como pergunta
reply-asked-already = Uma pergunta já foi feita e ainda não foi respondida. O que você escreveu não foi enviado.
reply-others-now = Agora a decisão cabe a outras pessoas. O que você escreveu não foi enviado.
reply-changed = Algo mudou depois que você escreveu isto. Veja mais uma vez antes de enviar.
reply-no-words = Um arquivo sozinho não pode ser repassado. Escreva em palavras o que quer dizer, por favor.
reply-sent-before = Isto já foi enviado; nada foi enviado duas vezes.
reply-edits = Se você alterar a sua mensagem agora, a resposta continua como está aqui.
