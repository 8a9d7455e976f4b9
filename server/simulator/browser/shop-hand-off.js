// Goes on by itself where scripts run; without them there is the button.
document.querySelector('#hand-off').submit();
