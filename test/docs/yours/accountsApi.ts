/** The fake of the API, which stands in for a test instance of the product's own. */
export * from '../../../examples/adapter/accountsApi.js'
