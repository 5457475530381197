"""How the browser of a kiosk is started, and what it may do: for Chromium, as Debian has it."""

import shlex
from urllib.parse import urlsplit

PROGRAM = "chromium"

PROFILE = "~/.config/parcours-kiosk"
"""The folder of the kiosk's own profile; `~` is the folder of who starts it."""

FLAGS: tuple[tuple[str, str], ...] = (
    ("--kiosk", "The page fills the screen, without tabs, address and close button."),
    ("--no-first-run", "No page of welcome before ours."),
    ("--no-default-browser-check", "No question whether it is to be the usual browser."),
    ("--hide-crash-restore-bubble", "No question about the last session after a power cut."),
    ("--noerrdialogs", "No window with an error in front of the page."),
    ("--password-store=basic", "No question for the password of the system's key ring."),
    ("--disable-features=Translate", "No bar that offers to translate: we have three languages."),
    ("--disable-pinch", "Two fingers do not enlarge the page out of the screen."),
    ("--overscroll-history-navigation=0", "A swipe to the side does not leave the page."),
)
"""Flag -> why it is there. Each is known to the Chromium that Debian ships (a test asks it).

What is left out on purpose: `--incognito`, because the pages kept for when the network is
away live in the profile; `--disable-infobars`, `--disable-translate`,
`--disable-save-password-bubble` and `--disable-session-crashed-bubble`, which no longer do
anything: passwords and forms are kept from being remembered by `policy`.
"""

PRINTING = ("--kiosk-printing", "Print at once on the usual printer, without a window.")


def chromium_line(url: str, *, printing: bool, profile: str = PROFILE) -> str:
    """Return the line for a shell that starts Chromium as a kiosk on the page at `url`.

    With `printing`, the page's print button prints at once. `profile` is the folder in
    which the browser keeps its profile, and thereby the pages for when the network is
    away; it is one of its own, so that a browser already open does not take the page.
    """
    flags = (flag for flag, _ in ((*FLAGS, PRINTING) if printing else FLAGS))
    return " ".join((PROGRAM, *flags, f"--user-data-dir={_folder(profile)}", shlex.quote(url)))


def policy(site: str) -> dict[str, object]:
    """Return what a kiosk's Chromium may do, as its managed policy (JSON in a file).

    Only pages of the host of `site` (`https://host[:port]`, its path is left out) open. The file belongs into
    `/etc/chromium/policies/managed/`, which only the machine's administrator can write.
    The names are those of https://chromeenterprise.google/policies/.
    """
    return {
        **_only(site),
        **_no_tools(),
        **_nothing_remembered(),
        **_no_questions(),
    }


def _only(site: str) -> dict[str, object]:
    return {
        # A star alone leaves the browser's own pages open, the settings among them.
        "URLBlocklist": ["*", "chrome://*"],
        # Chromium prints from a page of its own, also when no window is shown.
        "URLAllowlist": [_exactly(site), "chrome://print"],
        "ExtensionInstallBlocklist": ["*"],
        "DownloadRestrictions": 3,
        "AllowFileSelectionDialogs": False,
    }


def _no_tools() -> dict[str, object]:
    return {
        "DeveloperToolsAvailability": 2,
        "IncognitoModeAvailability": 1,
        "BrowserAddPersonEnabled": False,
        "BrowserGuestModeEnabled": False,
        "BrowserSignin": 0,
        "SyncDisabled": True,
        "BookmarkBarEnabled": False,
        "EditBookmarksEnabled": False,
        "TaskManagerEndProcessEnabled": False,
        "AllowDinosaurEasterEgg": False,
    }


def _nothing_remembered() -> dict[str, object]:
    # The answers of a visitor stand in the address, so the next one must not find it.
    return {
        "SavingBrowserHistoryDisabled": True,
        "PasswordManagerEnabled": False,
        "AutofillAddressEnabled": False,
        "AutofillCreditCardEnabled": False,
        "SearchSuggestEnabled": False,
        "DefaultSearchProviderEnabled": False,
        "MetricsReportingEnabled": False,
        "BackgroundModeEnabled": False,
    }


def _no_questions() -> dict[str, object]:
    return {
        "TranslateEnabled": False,
        "DefaultBrowserSettingEnabled": False,
        "PromotionsEnabled": False,
        "DefaultNotificationsSetting": 2,
        "DefaultGeolocationSetting": 2,
        "AudioCaptureAllowed": False,
        "VideoCaptureAllowed": False,
        "PrintHeaderFooter": False,
    }


def _exactly(site: str) -> str:
    """Return the pattern of the policy for one host, without those below it.

    >>> _exactly("https://guide.example/parcours")
    'https://.guide.example'
    """
    parts = urlsplit(site)
    return f"{parts.scheme}://.{parts.netloc}"


def _folder(profile: str) -> str:
    """Return a folder for a shell; `~/` at its beginning stays the folder of who starts it.

    >>> _folder("~/my kiosk")
    '"$HOME"/\\'my kiosk\\''
    """
    if profile.startswith("~/"):
        return f'"$HOME"/{shlex.quote(profile[2:])}'
    return shlex.quote(profile)
