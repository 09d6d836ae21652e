locals {
  added = {}
}
