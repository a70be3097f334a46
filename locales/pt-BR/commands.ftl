## As palavras com que se digitam os comandos: várias grafias, separadas por espaços

word-deal = deal negócio negocio negócios negocios
word-approvals = aprovações aprovacoes aprovação aprovacao decisões decisoes
word-partner = parceiro parceiros
word-help = ajuda
word-hello = oi olá ola bom boa
word-thanks = obrigado obrigada valeu ok brigado
word-new = novo
word-list = listar lista
word-pin = fixar
word-settings = configurações configuracoes ajustes
word-history = histórico historico
word-edit = editar alterar
word-withdraw = retirar
word-stage = etapa
word-extend = prorrogar prorroga
word-won = ganho ganhou
word-lost = perdido perdeu
word-link = vincular
word-for = para por
word-import = importar
word-team = equipe time
word-feedback = opinião opiniao opiniões opinioes sugestão sugestao
word-over = acima mais
word-than = de que
word-conflict = conflito conflitos duplicado duplicados
word-overdue = atrasado atrasados atrasadas vencido vencidos
