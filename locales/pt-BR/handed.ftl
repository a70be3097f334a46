# Arquivos entregues a uma pessoa, em particular.

file-again = Enviar assim mesmo
file-comes = O arquivo chega separadamente na nossa conversa privada: { $name } ({ $weight }).
file-declined = Você não aceitou { $name }, então o arquivo não foi enviado. Você pode recebê-lo a qualquer momento.
file-failed = Não há certeza de que { $name } chegou ao lugar dos seus arquivos. Procure lá primeiro; se não estiver, peça o envio mais uma vez.
file-handed = { $name } ({ $weight })
file-missed = Não há certeza de que { $name } chegou. Procure acima primeiro; se não estiver, peça o envio mais uma vez.
file-missed-forbidden = Não foi possível enviar { $name } aqui: as regras do seu workspace, ou daquele com que ele é compartilhado, não permitem este arquivo. Peça a quem o administra que permita e peça o envio mais uma vez; ou peça o arquivo ao seu contato no fornecedor.
file-missed-gone = Não foi possível enviar { $name }: o arquivo não está onde deveria. Avise seu contato no fornecedor e peça o envio mais uma vez quando ele voltar.
file-missed-too-large = Não foi possível enviar { $name } aqui: seu workspace não permite arquivos tão grandes. Peça a quem o administra que permita e peça o envio mais uma vez; ou peça o arquivo ao seu contato no fornecedor.
file-not-allowed = Seu workspace ainda não permite que o Tandem envie arquivos. Peça a quem instalou o Tandem que o instale de novo, o que acrescenta essa permissão; depois peça o arquivo mais uma vez.
file-storing = { $name } está sendo salvo no lugar dos seus arquivos. Se este cartão não mudar em cinco minutos, procure lá primeiro; se não estiver, peça o envio mais uma vez.
file-type-calendar = Calendário
