partner-type = Tipo de parceiro
partner-type-channel = Parceiro de canal
partner-type-technology = Parceiro de tecnologia
partner-type-referral = Parceiro de indicação
partner-type-joint-venture = Joint venture
partner-type-alliance = Aliança
partner-tier = Nível
partner-region = Região
partner-country = País
partner-currency = Moeda
partner-protection = Proteção dos negócios
partner-you = Sua função
partner-your-manager = Gerente de canal da sua empresa: **{ $names }**
partner-manager = Gerente de canal: **{ $names }**
partner-no-manager = Ninguém cuida deste parceiro ainda.
partners-title = Parceiros
partners-count = { $count ->
    [0] Nenhum parceiro
    [one] { $count } parceiro
   *[other] { $count } parceiros
}
partner-row = { $tier } · { $region }
