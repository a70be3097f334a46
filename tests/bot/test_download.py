"""Files from a chat: only from where they may come, never on to another place, and no more than fits."""

import socket

import pytest
from aiohttp import ClientSession, TCPConnector, web
from aiohttp.test_utils import TestServer

from bot.download import TooLarge, Unavailable, download, is_table, outward
from bot.slack.files import is_slacks
from bot.slack.files import offered as offered_by_slack
from bot.teams.files import is_sharepoints
from bot.teams.offered import offered as offered_by_teams
from domain.sheets import LARGEST

SLACK = "https://slack.com/api/"


@pytest.fixture
async def session():
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def there():
    """A server that has a file, or something else, at each address."""
    seen: list[str] = []

    async def serve(request: web.Request) -> web.StreamResponse:
        seen.append(request.path)
        match request.path:
            case "/file":
                return web.Response(body=b"email,name")
            case "/large":
                return web.Response(body=b"x" * (LARGEST + 1))
            case "/bomb":
                response = web.Response(body=b"x" * (LARGEST * 20))
                response.enable_compression(web.ContentCoding.gzip)
                return response
            case "/page":
                return web.Response(text="log in", content_type="text/html")
            case "/away":
                raise web.HTTPFound("/file")
            case _:
                raise web.HTTPNotFound

    app = web.Application()
    app.router.add_get("/{name}", serve)
    async with TestServer(app, host="127.0.0.1", skip_url_asserts=True) as server:
        yield f"http://127.0.0.1:{server.port}", seen


async def test_a_file_is_fetched(session, there):
    assert await download(session, f"{there[0]}/file") == b"email,name"


@pytest.mark.parametrize("name", ["large", "bomb"])
async def test_no_more_is_read_than_fits(session, there, name):
    with pytest.raises(TooLarge):
        await download(session, f"{there[0]}/{name}")


@pytest.mark.parametrize(("name", "forbidden"), [("page", True), ("away", True), ("gone", False)])
async def test_neither_pages_nor_redirects_are_followed(session, there, name, forbidden):
    with pytest.raises(Unavailable) as error:
        await download(session, f"{there[0]}/{name}")

    assert error.value.forbidden is forbidden
    assert there[1] == [f"/{name}"]


@pytest.mark.parametrize(
    "url", ["", "/file", "file:///etc/passwd", "http://", "http://[::1", "gopher://x", "http://x:0"]
)
async def test_what_is_no_address_is_unavailable(session, url):
    with pytest.raises(Unavailable):
        await download(session, url)


# --- where it may come from ---

NOT_OUTWARD = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("2001:0:4136:e378:8000:63bf:3fff:fdd2",),
)


@pytest.mark.parametrize("address", NOT_OUTWARD)
def test_no_socket_is_made_to_what_is_not_the_internet_at_large(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    info = (family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 443))

    with pytest.raises(OSError, match="no address of the internet"):
        outward(info)


@pytest.mark.parametrize("address", ["13.107.136.8", "8.8.8.8", "2620:1ec:8f8::8", "::ffff:8.8.8.8"])
def test_to_the_internet_at_large_there_is_a_socket(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    outward((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 443))).close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_name_that_leads_home_is_not_followed_there(there, host):
    """What counts is where the connection goes, not what the name said before: a name can change its address."""
    async with ClientSession(connector=TCPConnector(socket_factory=outward)) as session:
        with pytest.raises(Unavailable):
            await download(session, f"{there[0].replace('127.0.0.1', host)}/file")
    assert there[1] == []


SHAREPOINT = "https://contoso-my.sharepoint.com/personal/a/_layouts/15/download.aspx?UniqueId=1&tempauth=e"
FALSE = (
    *("", "x", "https://", "http://{}/x", "//{}/x", "ftp://{}/x", "https://{}:8443/x", "https://a@{}/x"),
    *("https://a:b@{}/x", "https://{}.evil.example/x", "https://evil.example/{}", "https://evil.example#{}"),
    *("https://evil.example?{}", "https://evil.example\\@{}", "https://{}@evil.example/x"),
    *("https://127.0.0.1/{}", "https://[::1]/{}", "https://{}%2eevil.example/", "https://\uff45vil.example/{}", "{}"),
    *("https://{}\n.evil.example/", "javascript:https://{}/", "file://{}/etc", "https:{}", "https:///{}", "\x00"),
)


def test_our_token_goes_to_slacks_own_hosts_alone():
    assert is_slacks("https://files.slack.com/files-pri/T1-F1/download/people.csv", SLACK)
    assert is_slacks("http://127.0.0.1:5000/files-pri/F1", "http://127.0.0.1:5000/api/")
    assert not is_slacks("http://127.0.0.1:5001/files-pri/F1", "http://127.0.0.1:5000/api/")
    assert not is_slacks("https://evilfiles.slack.com/x", SLACK)
    assert not [url for shape in FALSE if is_slacks(url := shape.format("files.slack.com"), SLACK)]


def test_files_of_teams_come_from_sharepoint_alone():
    assert is_sharepoints(SHAREPOINT)
    assert not [url for shape in FALSE if is_sharepoints(url := shape.format("contoso.sharepoint.com"))]
    assert not is_sharepoints("https://sharepoint.com.evil.example/")
    assert not is_sharepoints("https://evilsharepoint.com/")


HOSTS = (
    *(address.partition("%")[0] if ":" not in address else f"[{address}]" for address in NOT_OUTWARD),
    *("localhost", "0", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "metadata.google.internal", "evil.example"),
    *("127.0.0.1.nip.io", "slack.com.evil.example", "files.slack.com.", "files\u3002slack.com.evil.example"),
)


def test_nobody_talks_us_into_another_place():
    odd = [shape.format(host) for shape in FALSE for host in HOSTS]
    odd += [f"{scheme}://{host}/x" for scheme in ("http", "https", "ftp", "file", "ws") for host in HOSTS]

    assert len(odd) > 500
    assert not [url for url in odd if is_slacks(url, SLACK) or is_sharepoints(url)]


# --- what a message brings ---


@pytest.mark.parametrize(
    ("name", "table"),
    [("people.csv", True), ("P.CSV", True), ("a.xlsx", True), ("a.png", False), ("csv", True), ("", False)],
)
def test_tables_are_told_by_their_names(name, table):
    assert is_table(name) is table


ODD: tuple[object, ...] = (
    *(None, [], {}, "x", 7, [None], [7], [[]], [{}], [{"name": 7}], [{"name": "a.csv", "size": "x"}]),
    *([{"filetype": []}], [{"name": "a.csv", "url_private_download": 7, "content": 7}]),
)


@pytest.mark.parametrize("files", ODD, ids=repr)
def test_whatever_stands_among_the_files_nothing_breaks(files):
    known = isinstance(files, list)
    slack = offered_by_slack({"files": files})
    kinds = [{**one, "contentType": KIND} if isinstance(one, dict) else one for one in files or ()] if known else files
    teams = offered_by_teams({"attachments": kinds})

    assert slack is None or slack[1] == ""
    assert teams is None or teams[1] == ""


KIND = "application/vnd.microsoft.teams.file.download.info"


def test_of_several_none_is_taken():
    two = [{"name": "a.csv", "url_private_download": "u"}, {"name": "b.csv"}]

    (dropped, url) = offered_by_slack({"files": two}) or pytest.fail("nothing offered")

    assert dropped.refusal is not None
    assert dropped.refusal.reason == "import-one-at-a-time"
    assert url == ""
