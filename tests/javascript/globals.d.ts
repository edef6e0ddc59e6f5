// What the explorer's page has besides its own modules.

interface Window {
  vis: any; // vis-network, from the installed pyvis
}
