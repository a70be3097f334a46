## Pedir acesso

join-lead = Diga quem você é e para qual empresa trabalha. Vou perguntar a quem pode liberar o seu acesso.
join-code = Se já nos conhecemos em outra plataforma, escreva `/partner vincular` para mim lá e digite o código aqui.
join-name = Seu nome
join-name-hint = Como seus colegas conhecem você
join-company = Sua empresa
join-company-hint = Se souber, como está escrita no programa de parceiros
join-note = Observação
join-note-hint = Opcional: quem conhece você lá, o que você faz
join-send = Pedir
join-asked-title = Obrigado
join-asked = Encaminhei o pedido a quem pode decidir. Qualquer que seja a decisão, aviso você por aqui.
join-not-here = Não sei a qual organização esta conta pertence, então ninguém pode liberar o acesso. Escreva para mim com uma conta da sua empresa.
join-not-theirs = Esta conta está no espaço de trabalho de outro parceiro, então só pode entrar nesse parceiro.

## Liberar o acesso

joining-title = { $name } pede acesso a { $company }
joining-lead = { $platform } · { $standing } · { $workspace }
joining-company = Empresa
joining-company-unclear = Nenhum parceiro tem esse nome. Escolha a empresa ao aprovar.
joining-company-hint = Comece a digitar o nome do parceiro.
joining-typed = Como foi digitado
joining-effect = Com a aprovação, esta conta passa a ser de um representante do parceiro: vê os negócios da empresa e registra novos.
joining-at-vendor = no espaço de trabalho do fornecedor
joining-at-partner = no espaço de trabalho de { $partner }
joining-elsewhere = em um espaço de trabalho fora da lista ({ $id })
joining-welcome-title = Boas-vindas, { $name }!
joining-welcome = Agora você atua aqui por { $partner }. Já pode registrar negócios.
joining-rejected-title = Sobre o seu pedido de acesso
joining-rejected = O seu pedido de acesso não foi aceito. Se acha que houve um engano, fale com o seu contato.

standing-unknown = conta não verificada
standing-member = membro pleno
standing-guest = convidado
standing-external = de outra organização, por um canal compartilhado
standing-bot = bot
standing-gone = conta desativada
