## A equipe de um parceiro

team-title = Equipe
team-title-of = Equipe de { $partner }
team-count = { $count ->
    [0] Ainda não há ninguém nesta equipe.
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
team-row = { $role } · { $account }
team-no-account = ainda não entrou
team-change = Alterar
team-one = { $role }, { $partner }
team-account = Conta no chat
team-email = E-mail
team-make-admin = Tornar administrador
team-make-rep = Tornar representante
team-remove = Remover
team-remove-sure = { $name } perde o acesso imediatamente. Os negócios registrados ficam com a sua empresa, e o histórico mantém o nome.
team-leave = Você perde o acesso imediatamente, e outra pessoa terá de incluir você de novo.
team-step-down = Você não poderá mais alterar a equipe; só outro administrador pode devolver essa função a você.
team-stepped-down = A partir de agora você é representante do parceiro.
team-removed-title = Acesso removido: { $name }
team-removed = O acesso terminou em todas as plataformas. Os negócios registrados ficam com a empresa.
team-last-admin = Ninguém mais falaria pela empresa. Primeiro torne outra pessoa administradora.

## Um novo colega

team-add = Incluir colega
team-add-submit = Incluir
team-name = Nome
team-email-hint = Opcional. Com o endereço que o espaço de trabalho da sua empresa confirma, a pessoa é reconhecida sem código.
team-role = Função
team-already = { $name } já está nesta equipe. Para convidar de novo, clique em “Alterar” ao lado do nome.
team-came-in = Esta pessoa já entrou. A conta em uma segunda plataforma ela mesma vincula, com `/partner vincular`.
team-invite = Convidar de novo
team-invited-title = { $name } já pode entrar
team-invited = Repasse a esta pessoa: “No Slack ou no Teams, escreva para o Tandem: `/partner vincular { $code }`”
team-invited-until = Funciona uma única vez, até { $until }. Não passe a mais ninguém.
team-pick = Conta da pessoa neste chat
team-add-how = Escolha a conta no chat e eu escrevo à pessoa: basta um botão para entrar. Ou deixe vazio e repasse um código.
team-invited-written = Já enviei uma mensagem. Basta clicar em “Entrar” para ter acesso.
team-invited-otherwise = Se a mensagem não chegar, há outro caminho:
team-invites-you = Convite de { $partner }
team-invites-you-as = Com “Entrar”, esta conta passa a ser a de { $name }, e você pode registrar negócios desta empresa no Tandem.
team-join = Entrar
team-invites-until = O convite é só para você, até { $until }. Se não conhece a empresa, ignore-o.
team-invitation-used = Este convite já foi usado.
team-invitation-over = Este convite já foi usado ou expirou. Peça um novo ao administrador da sua empresa.
