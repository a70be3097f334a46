"""The vendor's list, a customer whose name is only similar, and the manager's word on it; on every platform."""

from handlers.customers_csv import COLUMNS
from tests.journeys.pairs import alone, on_sqlite
from tests.journeys.world import registers

LIST = f"{','.join(COLUMNS)}\nDeutsche Bank AG,DE,,customer,ce,\nHuta Szkła,PL,,named,lead@vendor.example,\n".encode()


@alone
@on_sqlite
async def test_whether_two_names_are_one_customers_is_for_the_manager_to_say(world, partner, manager, platforms):
    admin = await world.meets("admin", platforms[1])
    await admin.drops("customers.csv", LIST)
    await admin.hears("I have read 2 lines.")
    await admin.presses("Apply")
    await admin.hears("Applied:")

    ref = await registers(partner, customer="Deutsche Bahn", country="DE")
    listed = "Our own customer “Deutsche Bank AG”, a similar name"
    await manager.hears(ref, "Perhaps a conflict", listed, "looked after by: Central Europe")
    await manager.presses("Not the same")
    await manager.hears("No conflict", "are two customers, a manager said")
    await manager.presses("Take this back")
    await manager.hears("Is “Deutsche Bank AG” the same customer as “Deutsche Bahn”?")
    await manager.presses("The same")
    await manager.hears("Gold · Our own customer", "are one customer, a manager said")
    await manager.presses("Approve")
    await manager.hears("Approved by Ola Lis")
    await partner.hears(f"{ref} approved")

    ref = await registers(partner, customer="HUTA SZKLA S.A.")
    await manager.hears(ref, "Gold · Named account", "the same name; on our list since")
    assert "Deutsche Bank" not in partner.everything
    assert "manager said" not in partner.everything
