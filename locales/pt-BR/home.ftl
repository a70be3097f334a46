home-title = Tandem
home-lead = Olá, { $name }!
home-section = **{ $title }**
pinned-title = Central do parceiro
pinned-words = Registre um negócio ou consulte os seus. O que aparece depois de clicar em um botão, só você vê.
