partner-type = Partner type
partner-type-channel = Channel partner
partner-type-technology = Technology partner
partner-type-referral = Referral partner
partner-type-joint-venture = Joint venture
partner-type-alliance = Alliance
partner-tier = Tier
partner-region = Region
partner-country = Country
partner-currency = Currency
partner-protection = Deals are protected for
partner-you = You are
partner-your-manager = Your channel manager is **{ $names }**.
partner-manager = Channel manager: **{ $names }**
partner-no-manager = Nobody looks after this partner yet.
partners-title = Partners
partners-count = { $count ->
    [0] No partners
    [one] { $count } partner
   *[other] { $count } partners
}
partner-row = { $tier } · { $region }
