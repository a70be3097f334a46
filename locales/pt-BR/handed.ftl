# Arquivos entregues a uma pessoa, em particular.

file-again = Enviar assim mesmo
file-comes = O arquivo chega separadamente na nossa conversa privada: { $name } ({ $weight }).
file-declined = Você não aceitou { $name }, então o arquivo não foi enviado. Você pode recebê-lo a qualquer momento.
file-failed = Não há certeza de que { $name } chegou ao lugar dos seus arquivos. Procure lá primeiro; se não estiver, peça o envio mais uma vez.
file-handed = { $name } ({ $weight })
file-not-allowed = Seu workspace ainda não permite que o Tandem envie arquivos. Peça a quem instalou o Tandem que o instale de novo, o que acrescenta essa permissão; depois peça o arquivo mais uma vez.
file-type-calendar = Calendário
