"""Where a request comes from, as far as the site can know, and which addresses count as one visitor."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

ONE_VISITOR = 64  # bits; an IPv6 customer gets a whole /64 and may send from any address in it


def client_address(request) -> str:
    """The client's IP address, or "" when nothing says it.

    Without BEHIND_PROXY it is whoever opened the connection. With it, each of our TRUSTED_PROXIES has added what it
    saw at the end of X-Forwarded-For, so the address seen by the outermost of them stands that many places from the
    right; whatever stands further left was written by the client and is not believed.
    """
    connected = _readable(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return connected
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(seen) < settings.TRUSTED_PROXIES:
        return connected
    return _readable(seen[-settings.TRUSTED_PROXIES]) or connected


def visitor_group(request) -> str:
    """What limits are counted by: an IPv4 address, or the /64 of an IPv6 address; "" when it is not known."""
    return group(client_address(request))


def group(address: str) -> str:
    """The first address of the network that belongs to one visitor: 2001:db8:1:2:3:4:5:6 → 2001:db8:1:2::"""
    if ":" not in address:
        return address
    return str(ip_network(f"{address}/{ONE_VISITOR}", strict=False).network_address)


def _readable(text: str) -> str:
    """An IP address in its one spelling, without zone; IPv4 inside IPv6 becomes IPv4; anything else becomes ""."""
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
