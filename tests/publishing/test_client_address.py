"""Where a request comes from is never taken from what the client itself wrote."""

import pytest
from django.test import RequestFactory

from publishing.client_address import client_address, group, visitor_group


def request(connected="203.0.113.9", forwarded=None):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=connected, **headers)


def test_without_a_proxy_the_header_is_not_believed(settings):
    settings.BEHIND_PROXY = False

    assert client_address(request(forwarded="198.51.100.1")) == "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (1, " 6.6.6.6 ,198.51.100.1 ", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.2", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "6.6.6.6, unknown", "127.0.0.1"),
        (1, "6.6.6.6, <script>", "127.0.0.1"),
        (1, None, "127.0.0.1"),
        (1, "2001:DB8:0:0::1", "2001:db8::1"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
        (1, "fe80::1%eth0", "fe80::1"),
    ],
)
def test_behind_proxies_the_last_ones_word_counts(settings, proxies, forwarded, address):
    settings.BEHIND_PROXY, settings.TRUSTED_PROXIES = True, proxies

    assert client_address(request("127.0.0.1", forwarded)) == address


def test_a_socket_without_an_address_is_nobody_in_particular(settings):
    settings.BEHIND_PROXY = False

    assert client_address(request("")) == ""
    assert visitor_group(request("")) == ""


@pytest.mark.parametrize(
    ("address", "visitor"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("", ""),
    ],
)
def test_an_ipv6_visitor_is_a_whole_network(address, visitor):
    assert group(address) == visitor
