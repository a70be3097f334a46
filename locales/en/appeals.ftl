appeal = Appeal
appeal-title = Appeal
appeal-send = Appeal
appeal-intro = { $ref } with { $customer } will be decided once more, by somebody else. This can be done once.
appeal-words = Why the rejection is not right
appeal-offer = You can appeal until { $until }. Somebody else decides then.
appeal-once = The decision was appealed against already; this can be done once.
appeal-over = An appeal was possible until { $until }.
appeal-request = An appeal: { $who } rejected it. Somebody else decides now.
appeal-decided-title = { $state ->
    [approved] Appeal granted: { $customer }
   *[rejected] Appeal rejected: { $customer }
}
