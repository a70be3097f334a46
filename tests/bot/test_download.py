"""Files from a chat: only from where they may come, never on to another place, and no more than fits."""

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.download import TooLarge, Unavailable, download
from bot.filenames import is_table
from bot.slack.files import is_slacks
from bot.slack.files import offered as offered_by_slack
from bot.teams.files import is_sharepoints
from bot.teams.offered import offered as offered_by_teams
from domain.sheets import LARGEST
from tests.bot.test_outward import NOT_OUTWARD

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
            case "/handbook" | "/shown":
                kept = "attachment" if request.path == "/handbook" else "inline"
                named = {"Content-Disposition": f'{kept}; filename="handbook.html"'}
                return web.Response(text="<html>Handbook", content_type="text/html", headers=named)
            case "/away":
                raise web.HTTPFound("/file")
            case "/denied":
                raise web.HTTPForbidden
            case "/often":
                raise web.HTTPTooManyRequests
            case _:
                raise web.HTTPNotFound

    app = web.Application()
    app.router.add_get("/{name}", serve)
    async with TestServer(app, host="127.0.0.1", skip_url_asserts=True) as server:
        yield f"http://127.0.0.1:{server.port}", seen


async def test_a_file_is_fetched(session, there):
    assert await download(session, f"{there[0]}/file") == b"email,name"


async def test_a_page_that_somebody_dropped_is_fetched_like_any_file(session, there):
    assert await download(session, f"{there[0]}/handbook") == b"<html>Handbook"


@pytest.mark.parametrize("name", ["large", "bomb"])
async def test_no_more_is_read_than_fits(session, there, name):
    with pytest.raises(TooLarge):
        await download(session, f"{there[0]}/{name}")


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [("page", True), ("shown", True), ("away", True), ("denied", True), ("gone", False), ("often", False)],
)
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
